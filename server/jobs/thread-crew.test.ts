// Slow: runs and interrupts blocks on real threads, which load their programs from source.
import { afterAll, expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec, type SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { eventually } from "../testing/server.ts";
import { ThreadCrew } from "./thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";

const crew = new ThreadCrew(1);
afterAll(async () => await crew.stop());

const small: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 100,
  replications: 1,
  seed: "crew",
};
/** One replication of a second and more: longer than the trial. */
const slow: SimulationSpecInput = {
  ...small,
  policies: [{ kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 5_000_000,
};
/** One replication of an hour. */
const endless: SimulationSpecInput = {
  ...small,
  bandit: { kind: "bernoulli", means: Array.from({ length: 100 }, (_, arm) => arm / 100) },
  policies: [{ kind: "bayes-ucb" }],
  horizon: 10_000_000,
};

function assign(hash: string, input: SimulationSpecInput) {
  const spec = SimulationSpec.parse(input);
  const time = new ThreadTime();
  return { time, assignment: crew.assign({ hash, spec: JSON.stringify(spec), time }), plan: planSimulation(spec) };
}

async function untilBegun(time: ThreadTime, milliseconds = 0) {
  await eventually(
    async () => time.milliseconds,
    (taken) => taken > milliseconds,
  );
}

test("a block that is interrupted for another job starts again, and has the bytes of the library", async () => {
  const { time, assignment, plan } = assign("slow", slow);
  const block = assignment.block(0);
  // Past the trial that a job has while another one has had nothing.
  await untilBegun(time, 600);
  const other = assign("small", small);
  const first = await Promise.race([block.then(() => "slow"), other.assignment.block(0).then(() => "small")]);
  expect(first).toBe("small");
  const finished = (await block)!;
  // What was lost is time of the job as well.
  expect(time.milliseconds - finished.milliseconds).toBeGreaterThan(600);
  expect(Buffer.compare(await finished.load(), summaryToBytes(runBlock(plan, 0)!))).toBe(0);
}, 60_000);

test("a job that ends leaves at once: as its piece waits, as it runs, and when it was interrupted", async () => {
  const running = assign("running", endless);
  const waiting = assign("waiting", endless);
  const pieces = [running.assignment.block(0), waiting.assignment.block(0), waiting.assignment.exact()];
  await untilBegun(waiting.time);
  // By now the first was interrupted for the other one, and waits again.
  running.assignment.end();
  expect(await pieces[0]).toBeUndefined();
  waiting.assignment.end();
  expect(await Promise.all(pieces)).toEqual([undefined, undefined, undefined]);
  expect(await running.assignment.block(0)).toBeUndefined();
  const next = assign("next", small);
  expect((await next.assignment.block(0))!.milliseconds).toBeGreaterThan(0);
}, 60_000);

test("a piece that fails is tried three times, and is not taken for one that was interrupted", async () => {
  const broken = crew.assign({ hash: "broken", spec: "no JSON", time: new ThreadTime() });
  await expect(broken.block(0)).rejects.toThrow("JSON");
});

test("a crew that stops waits for nothing", async () => {
  const stopped = new ThreadCrew(1);
  const time = new ThreadTime();
  const assignment = stopped.assign({ hash: "e", spec: JSON.stringify(SimulationSpec.parse(endless)), time });
  const pieces = [assignment.block(0), assignment.exact()];
  await untilBegun(time);
  await stopped.stop();
  expect(await Promise.all(pieces)).toEqual([undefined, undefined]);
});

test("exact curves of a long job do not wait for long blocks, nor does a short job that shares one", async () => {
  const two = new ThreadCrew(2);
  const specOf = (seed: string) => JSON.stringify(SimulationSpec.parse({ ...small, seed }));
  const long = () => {
    const time = new ThreadTime();
    time.add(5000);
    return time;
  };
  const blocking = { hash: "blocks", spec: JSON.stringify(SimulationSpec.parse(endless)), time: long() };
  const block = two.assign(blocking).block(0);
  await untilBegun(blocking.time, 5000);
  const owner = two.assign({ hash: "long", spec: specOf("one"), time: long() }).exact();
  const sharer = two.assign({ hash: "short", spec: specOf("another"), time: new ThreadTime() }).exact();
  const curves = await Promise.all([owner, sharer].map(async (piece) => String(await (await piece)!.load())));
  expect(curves[0]).toBe(curves[1]);
  expect(JSON.parse(curves[0])).toHaveLength(1);
  await two.stop();
  expect(await block).toBeUndefined();
}, 60_000);
