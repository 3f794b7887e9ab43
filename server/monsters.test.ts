// Slow: starts a small simulation behind ones that take minutes.
import { afterEach, expect, test } from "vitest";
import type { Simulation } from "../experiments/result/simulation-handle.ts";
import { planSimulation } from "../experiments/simulation/plan.ts";
import { identified } from "../experiments/simulation/identified-spec.ts";
import { SimulationSpec, type SimulationSpecInput } from "../experiments/spec/spec.ts";
import { estimateOf } from "./jobs/job-length.ts";
import { monsters } from "./testing/load/cases.ts";
import { eventually, startApp } from "./testing/server.ts";

const {
  services: { simulations },
} = await startApp({ threads: 2 });
/** Less than the time of a test. */
const WAIT_MILLISECONDS = 100_000;
const started: Simulation[] = [];
afterEach(async () => {
  for (const { id } of started.splice(0)) await simulations.cancel(id);
});

const start = async (input: SimulationSpecInput, client: string) => {
  const simulation = await simulations.submit(identified(SimulationSpec.parse(input)), client);
  started.push(simulation);
  return simulation;
};
/**
 * A small simulation at its end, or as it is when this file's tests have waited long enough. That monsters still run then
 * says that it has not waited for them. How soon it is done, `npm run load -- monsters` says: threads have a low priority,
 * and on a busy machine a second of theirs may take half a minute.
 */
const finishedSmall = async (seed: string, client: string) => {
  const spec = SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.45, 0.55] },
    policies: [{ kind: "ucb1" }],
    horizon: 1000,
    replications: 1000,
    seed,
  });
  return await simulations.finished(
    await simulations.submit(identified(spec), client),
    WAIT_MILLISECONDS,
    new AbortController().signal,
  );
};
const all = Object.values(monsters);
const [gittins] = all;

test("a small simulation behind a monster of its own client finishes; the monster goes on, and its cost is corrected", async () => {
  const estimate = estimateOf(planSimulation(SimulationSpec.parse(gittins)));
  const monster = await start(gittins, "one");
  expect(monster.cost?.estimatedSeconds).toBe(Number(estimate.toPrecision(3)));
  expect((await finishedSmall("one", "one")).state).toBe("succeeded");
  const { state, progress, cost } = await eventually(
    async () => (await simulations.find(monster.id))!,
    (simulation) => simulation.cost!.threadSeconds > 3,
  );
  expect(state).toBe("running");
  // As far as the first block has come, two hundred take at least as long.
  expect(cost!.estimatedSeconds).toBeGreaterThan(100);
  expect(progress.etaSeconds).toBeGreaterThan(100);
  expect(cost!.estimatedSeconds).toBeGreaterThanOrEqual(cost!.threadSeconds);
});

test("small simulations of two clients behind three different monsters finish, before and after those are known", async () => {
  const running = await Promise.all(all.map(async (spec) => await start({ ...spec, seed: "three" }, "one")));
  expect((await finishedSmall("three", "one")).state).toBe("succeeded");
  await eventually(
    async () => (await simulations.find(running[0].id))!,
    ({ cost }) => cost!.threadSeconds > 2,
  );
  const both = await Promise.all([finishedSmall("four", "one"), finishedSmall("five", "two")]);
  expect(both.map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
  expect((await simulations.find(running[0].id))!.state).toBe("running");
});
