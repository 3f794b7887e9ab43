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

test("the cost follows the plan, then the longest block so far, then the pace of finished blocks, and is never below the time spent", () => {
  const time = new ThreadTime();
  expect(costOf({ plan, time })).toEqual({ estimatedSeconds: estimate, threadSeconds: 0 });
  // A hundred blocks, of which one has taken three seconds and another one second.
  time.addBlock(3000);
  time.addBlock(1000);
  expect(costOf({ plan, time })).toEqual({ estimatedSeconds: 300, threadSeconds: 4 });
  // Two blocks, of four replications, took five seconds; there are two hundred.
  expect(costOf({ plan, time, pace: { replications: 4, milliseconds: 5000 } }).estimatedSeconds).toBe(250);
  time.addBlock(400_000);
  expect(costOf({ plan, time, pace: { replications: 4, milliseconds: 5000 } }).estimatedSeconds).toBe(404);
});

test("the time left is null where any number would be too small", () => {
  const time = new ThreadTime();
  const clock = { start: performance.now() - 10_000, replications: 0 };
  expect(secondsLeft({ plan, time }, clock)).toBe(estimate);
  // A tenth took ten seconds.
  expect(secondsLeft({ plan, time, prefix: prefixOf(20) }, clock)).toBeCloseTo(90, 0);
  time.addBlock(3000);
  expect(secondsLeft({ plan, time }, clock)).toBe(297);
  // The only block has taken longer than the estimate of the whole.
  expect(secondsLeft({ plan: { ...plan, blockSize: 200, blockCount: 1 }, time }, clock)).toBeNull();
  // The time of exact curves is unknown.
  expect(secondsLeft({ plan, time, prefix: prefixOf(200) }, clock)).toBeNull();
  expect(secondsLeft({ plan, time, prefix: prefixOf(200), exact: "[]" }, clock)).toBe(0);
});
