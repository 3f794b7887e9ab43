import { expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { BlockEngine, isShort } from "./block-engine.ts";
import type { Crew, FinishedBlock } from "./crew.ts";
import type { Job } from "./engine.ts";

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "uniform" }],
  horizon: 100_000,
  replications: 100,
  seed: "engine",
});
const plan = { ...planSimulation(spec), blockSize: 25, blockCount: 4 };

/** A crew whose blocks are done when the test says so. A block's summary is its number; merging appends it. */
function stage({ slots = 4, running = 9, runningPerClient = 9, exact = async () => "[null]" } = {}) {
  const done = new Map<string, { resolve(block: FinishedBlock): void; reject(error: Error): void }>();
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
  const run = (job: Partial<Job> & { hash: string }) => {
    const whole: Job = { spec: "", plan, ...job };
    engine.run(whole, {
      started: () => void heard.push(`${job.hash} started`),
      progressed: () => void heard.push(`${job.hash} ${whole.prefix?.replications ?? 0}`),
      finished: () => void heard.push(`${job.hash} finished`),
      failed: (reason) => void heard.push(`${job.hash} failed: ${reason}`),
    });
    return whole;
  };
  const finish = async (name: string) => {
    done.get(name)!.resolve(async () => Uint8Array.of(Number(name.at(-1))));
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

test("a cancelled job hears nothing more and keeps its prefix, and its crew is told", async () => {
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

test("exact curves that are waited for take no place of the crew from other jobs' blocks", async () => {
  const { run, done } = stage({ slots: 1, exact: async () => await new Promise<never>(() => {}) });
  run({ hash: "a", plan: { ...plan, blockCount: 1 } });
  run({ hash: "b", plan: { ...plan, blockCount: 1 } });
  expect([...done.keys()]).toEqual(["a0"]);
  done.get("a0")!.resolve(async () => Uint8Array.of(0));
  await settled();
  expect([...done.keys()]).toEqual(["a0", "b0"]);
});
