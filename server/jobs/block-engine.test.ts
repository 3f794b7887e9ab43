import { expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { BlockEngine } from "./block-engine.ts";
import type { Crew, FinishedPiece } from "./crew.ts";
import type { Job } from "./engine.ts";
import { isShort } from "./job-length.ts";
import { ThreadTime } from "../threads/thread-time.ts";

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "uniform" }],
  horizon: 100_000,
  replications: 100,
  seed: "engine",
});
const plan = { ...planSimulation(spec), blockSize: 25, blockCount: 4 };

const noCurves = async (): Promise<FinishedPiece> => ({ milliseconds: 0, load: async () => Buffer.from("[null]") });

/** An engine whose crew finishes blocks when the test says so. A block's summary is its number; merging appends it. */
function stage({ slots = 4, running = 9, runningPerClient = 9, exact = noCurves } = {}) {
  const done = new Map<string, { resolve(block: FinishedPiece): void; reject(error: Error): void }>();
  const ended: string[] = [];
  const crew: Crew = {
    slots,
    assign: ({ hash }) => ({
      block: (block) => new Promise((resolve, reject) => done.set(`${hash}${block}`, { resolve, reject })),
      exact,
      end: () => void ended.push(hash),
    }),
    stop: async () => {},
  };
  const merge = async ({ prefix = new Uint8Array(), blocks }: { prefix?: Uint8Array; blocks: Uint8Array[] }) =>
    Uint8Array.of(...prefix, ...blocks.flatMap((block) => [...block]));
  const engine = new BlockEngine(crew, { merge }, { running, runningPerClient });
  const heard: string[] = [];
  const run = (job: Pick<Job, "hash"> & Partial<Pick<Job, "plan" | "client" | "group" | "prefix" | "exact">>) => {
    const whole: Job = { spec: "", plan, time: new ThreadTime(), ...job };
    engine.run(whole, {
      started: () => void heard.push(`${job.hash} started`),
      progressed: () => void heard.push(`${job.hash} ${whole.prefix?.replications ?? 0}`),
      finished: () => void heard.push(`${job.hash} finished`),
      failed: (reason) => void heard.push(`${job.hash} failed: ${reason}`),
    });
    return whole;
  };
  const finish = async (name: string) => {
    done.get(name)!.resolve({ milliseconds: 100, load: async () => Uint8Array.of(Number(name.at(-1))) });
    await settled();
  };
  return { engine, heard, ended, done, run, finish };
}

async function settled() {
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
}

test("blocks that come in any order are merged in theirs, and the exact curves end it", async () => {
  const { run, finish, heard } = stage();
  const job = run({ hash: "a" });
  await settled();
  await finish("a2");
  await finish("a1");
  expect(job.prefix).toBeUndefined();
  await finish("a0");
  expect(job.prefix).toEqual({ replications: 75, bytes: Uint8Array.of(0, 1, 2) });
  await finish("a3");
  expect(job.prefix).toEqual({ replications: 100, bytes: Uint8Array.of(0, 1, 2, 3) });
  expect([heard[0], heard.at(-1), job.exact]).toEqual(["a started", "a finished", "[null]"]);
});

test("a job goes on behind its prefix, and one that lacks nothing is finished at once", async () => {
  const { run, finish, heard } = stage();
  const half = run({ hash: "h", prefix: { replications: 50, bytes: Uint8Array.of(7) }, exact: "[]" });
  await finish("h2");
  await finish("h3");
  expect(half.prefix?.bytes).toEqual(Uint8Array.of(7, 2, 3));
  run({ hash: "w", prefix: { replications: 100, bytes: Uint8Array.of(7) }, exact: "[]" });
  expect(heard.slice(-2)).toEqual(["w started", "w finished"]);
});

test("a cancelled job keeps its prefix and reports nothing more, and its crew ends it", async () => {
  const { engine, run, finish, heard, ended } = stage();
  const job = run({ hash: "c" });
  await finish("c0");
  const before = [...heard];
  engine.cancel("c");
  await finish("c1");
  expect([job.prefix?.replications, heard, ended]).toEqual([25, before, ["c"]]);
});

test("a block that fails fails its job alone", async () => {
  const { run, finish, heard, done } = stage({ slots: 9 });
  run({ hash: "f" });
  run({ hash: "g" });
  await settled();
  done.get("f1")!.reject(new Error("no memory"));
  await settled();
  await finish("g0");
  expect(heard).toContain("f failed: A worker failed: no memory");
  expect(heard.at(-1)).toBe("g 25");
});

test("one client's long jobs wait for each other; its short ones and other clients' do not wait for them", () => {
  const { engine, run, heard } = stage({ slots: 1, running: 4, runningPerClient: 1 });
  const short = { plan };
  const long = { plan: { ...plan, spec: { ...spec, replications: 1_000_000 } } };
  expect([isShort(short), isShort(long)]).toEqual([true, false]);
  run({ hash: "1", client: "x", ...long });
  run({ hash: "2", client: "x", ...long });
  run({ hash: "3", client: "x", ...short });
  run({ hash: "4", client: "y", ...long });
  expect(heard).toEqual(["1 started", "3 started", "4 started"]);
  expect(engine.mayStart({ client: "x", ...long })).toBe(false);
  engine.cancel("1");
  expect(heard.at(-1)).toBe("2 started");
});

test("a group counts as one job of its client, has no more jobs running than a client, and delays nobody's short ones", () => {
  const { engine, run, heard } = stage({ slots: 1, running: 9, runningPerClient: 2 });
  const long = { plan: { ...plan, spec: { ...spec, replications: 1_000_000 } } };
  // Each of its jobs is short, and all of them together are long.
  const group = { seconds: 11, time: new ThreadTime() };
  for (const name of ["1", "2", "3"]) run({ hash: name, client: "x", group });
  expect(heard).toEqual(["1 started", "2 started"]);
  run({ hash: "4", client: "x", ...long });
  run({ hash: "5", client: "x", ...long });
  run({ hash: "6", client: "x" });
  expect(heard.slice(2)).toEqual(["4 started", "6 started"]);
  expect(engine.mayStart({ client: "x", plan, group: { ...group } })).toBe(false);
  engine.cancel("1");
  expect(heard.at(-1)).toBe("3 started");
});

const many = { ...plan, blockSize: 1, blockCount: 100 };
/** Waits until the engine has looked for long jobs. */
async function lookedAt() {
  await new Promise((resolve) => {
    setTimeout(resolve, 300);
  });
}

test("a new job has two tasks out, one more with each that returns, and all once it is long", async () => {
  const { run, finish, done } = stage({ slots: 8 });
  const job = run({ hash: "m", plan: many, exact: "[]" });
  expect([...done.keys()]).toEqual(["m0", "m1"]);
  await finish("m0");
  expect([...done.keys()]).toEqual(["m0", "m1", "m2", "m3"]);
  expect(job.pace).toEqual({ replications: 1, milliseconds: 100 });
  job.time.add(2001);
  await lookedAt();
  expect(done.size).toBe(9);
});

test("however many tasks long jobs have out, a short one has as many, and every job has one", async () => {
  const { run, done } = stage({ slots: 2 });
  const jobs = ["x", "y", "z"].map((hash) => run({ hash, plan: many, exact: "[]" }));
  expect([...done.keys()]).toEqual(["x0", "x1", "y0", "z0"]);
  for (const { time } of jobs) time.add(2001);
  run({ hash: "s", plan: many, exact: "[]" });
  expect([...done.keys()].slice(4)).toEqual(["s0", "s1"]);
});

test("jobs that become long leave their places to short ones; of too many long ones, the one that took most waits again", async () => {
  const { engine, run, finish, heard, ended, done } = stage({ running: 2 });
  const [a, b] = ["a", "b"].map((hash) => run({ hash, exact: "[]" }));
  const c = run({ hash: "c", exact: "[]" });
  await finish("a0");
  expect(heard).toEqual(["a started", "b started", "a 25"]);
  a.time.add(9000);
  await lookedAt();
  expect(heard.at(-1)).toBe("c started");
  expect(engine.mayStart({ plan })).toBe(false);
  b.time.add(3000);
  c.time.add(3000);
  await lookedAt();
  // Three are long, for which there are two places.
  expect([ended, a.isSuspended, a.prefix?.replications]).toEqual([["a"], true, 25]);
  expect(engine.mayStart({ plan })).toBe(true);
  run({ hash: "d", exact: "[]" });
  expect(heard.at(-1)).toBe("d started");
  done.delete("a1");
  engine.cancel("b");
  // It continues behind its prefix, and does not report a second start.
  expect([a.isSuspended, done.has("a1"), heard.filter((line) => line === "a started").length]).toEqual([
    false,
    true,
    1,
  ]);
  for (const name of ["a1", "a2", "a3"]) await finish(name);
  expect(heard.at(-1)).toBe("a finished");
});

test("a job that was estimated as short and has run for longer counts as its client's long one", () => {
  const { engine, run } = stage({ runningPerClient: 1 });
  const job = run({ hash: "1", client: "x" });
  const long = { client: "x", plan: { ...plan, spec: { ...spec, replications: 1_000_000 } } };
  expect([isShort(job), engine.mayStart(long)]).toEqual([true, true]);
  job.time.add(10_001);
  expect([isShort(job), engine.mayStart(long)]).toEqual([false, false]);
});

test("exact curves that are waited for take no place of a block", async () => {
  const { run, finish, done } = stage({ slots: 1, exact: async () => await new Promise<never>(() => {}) });
  run({ hash: "a" });
  expect([...done.keys()]).toEqual(["a0"]);
  await finish("a0");
  expect([...done.keys()]).toEqual(["a0", "a1"]);
});
