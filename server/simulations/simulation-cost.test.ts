import { expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { estimateOf } from "../jobs/job-length.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { costOf, secondsLeft } from "./simulation-cost.ts";

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 1000,
  replications: 200,
  seed: "cost",
});
const plan = { ...planSimulation(spec), blockSize: 2, blockCount: 100 };
const estimate = Number(estimateOf(plan).toPrecision(3));
const prefixOf = (replications: number) => ({ replications, bytes: new Uint8Array() });

test("a cost is the plan's, then what the longest attempt foretells, then the pace of what came back, and never below what is spent", () => {
  const time = new ThreadTime();
  expect(costOf({ plan, time })).toEqual({ estimatedSeconds: estimate, threadSeconds: 0 });
  // Of a hundred blocks one has had three seconds, and another one second.
  time.addBlock(3000);
  time.addBlock(1000);
  expect(costOf({ plan, time })).toEqual({ estimatedSeconds: 300, threadSeconds: 4 });
  // Two blocks, of four replications, took five seconds; there are two hundred.
  expect(costOf({ plan, time, pace: { replications: 4, milliseconds: 5000 } }).estimatedSeconds).toBe(250);
  time.addBlock(400_000);
  expect(costOf({ plan, time, pace: { replications: 4, milliseconds: 5000 } }).estimatedSeconds).toBe(404);
});

test("the time left is null where only less than the truth could be said", () => {
  const time = new ThreadTime();
  const clock = { start: performance.now() - 10_000, replications: 0 };
  expect(secondsLeft({ plan, time }, clock)).toBe(estimate);
  // A tenth is done in ten seconds.
  expect(secondsLeft({ plan, time, prefix: prefixOf(20) }, clock)).toBeCloseTo(90, 0);
  time.addBlock(3000);
  expect(secondsLeft({ plan, time }, clock)).toBe(297);
  // All that is known of a single block is that it has taken longer than all of it was to.
  expect(secondsLeft({ plan: { ...plan, blockSize: 200, blockCount: 1 }, time }, clock)).toBeNull();
  // What exact curves take is not known either.
  expect(secondsLeft({ plan, time, prefix: prefixOf(200) }, clock)).toBeNull();
  expect(secondsLeft({ plan, time, prefix: prefixOf(200), exact: "[]" }, clock)).toBe(0);
});
