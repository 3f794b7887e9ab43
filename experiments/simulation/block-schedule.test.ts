import { expect, test } from "vitest";
import { SimulationSpec } from "../spec/spec.ts";
import { BlockSchedule } from "./block-schedule.ts";
import { planSimulation } from "./plan.ts";

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "uniform" }],
  horizon: 10,
  replications: 95,
  seed: "schedule",
});

/** A schedule of 95 replications in blocks of ten, or in one block; a block's content is its name. */
function scheduleOf({ blockSize = 10, slots = 1, replications = 0, hasExact = false } = {}) {
  const plan = { ...planSimulation(spec), blockSize, blockCount: Math.ceil(95 / blockSize) };
  const schedule = new BlockSchedule<string>(plan, { slots, replications, hasExact });
  return {
    schedule,
    /** Hands out tasks until there is none. */
    handOut: () => {
      const tasks = [];
      for (let task = schedule.next(); task !== undefined; task = schedule.next()) tasks.push(task);
      return tasks;
    },
    /** A block arrives, and everything mergeable is merged, at once. */
    arrive: (block: number) => {
      schedule.take(block, `block ${block}`);
      const blocks = schedule.mergeable();
      schedule.merged(blocks.length);
      return blocks;
    },
  };
}

test("blocks are handed out in order, the exact curves right behind the first, four blocks ahead for each slot", () => {
  expect(scheduleOf().handOut()).toEqual([0, "exact", 1, 2, 3]);
  expect(scheduleOf({ slots: 2 }).handOut()).toEqual([0, "exact", 1, 2, 3, 4, 5, 6, 7]);
});

test("exact curves that are known are not handed out", () => {
  const { schedule, handOut } = scheduleOf({ hasExact: true });
  expect(schedule.hasExact).toBe(true);
  expect(handOut()).toEqual([0, 1, 2, 3]);
});

test("blocks that arrive in any order are merged in theirs", () => {
  const { schedule, handOut, arrive } = scheduleOf();
  handOut();
  expect([arrive(2), arrive(1), schedule.prefix]).toEqual([[], [], 0]);
  expect([arrive(0), schedule.prefix]).toEqual([["block 0", "block 1", "block 2"], 30]);
  expect([arrive(3), schedule.prefix]).toEqual([["block 3"], 40]);
});

test("the window moves with the merged blocks, not with those that arrive", () => {
  const { schedule, handOut, arrive } = scheduleOf({ hasExact: true });
  handOut();
  arrive(1);
  expect([schedule.hasNext, schedule.next()]).toEqual([false, undefined]);
  arrive(0);
  expect([schedule.hasNext, handOut()]).toEqual([true, [4, 5]]);
});

test("blocks stay mergeable until they are merged, beside those that arrive meanwhile", () => {
  const { schedule } = scheduleOf();
  schedule.take(0, "a");
  const merging = schedule.mergeable();
  schedule.take(1, "b");
  expect([merging, schedule.mergeable()]).toEqual([["a"], ["a", "b"]]);
  schedule.merged(merging.length);
  expect([schedule.mergeable(), schedule.prefix]).toEqual([["b"], 10]);
});

test("a block's content may be any value but undefined", () => {
  const schedule = new BlockSchedule<number>(planSimulation(spec), { slots: 1, hasExact: true });
  schedule.take(0, 0);
  expect(schedule.mergeable()).toEqual([0]);
});

test.each([
  ["the exact curves last", (schedule: BlockSchedule<string>) => schedule.takeExact(), undefined],
  ["a block last", undefined, (schedule: BlockSchedule<string>) => schedule.takeExact()],
])("a schedule is complete when all blocks are merged and the exact curves are known: %s", (_, last, first) => {
  const { schedule, arrive } = scheduleOf();
  first?.(schedule);
  for (let block = 0; block < 9; block++) arrive(block);
  expect(schedule.isComplete).toBe(false);
  arrive(9);
  expect([schedule.prefix, schedule.isComplete]).toEqual([95, last === undefined]);
  last?.(schedule);
  expect(schedule.isComplete).toBe(true);
});

test("a simulation of one block has two tasks", () => {
  const { schedule, handOut, arrive } = scheduleOf({ blockSize: 100 });
  expect(handOut()).toEqual([0, "exact"]);
  expect(arrive(0)).toEqual(["block 0"]);
  expect([schedule.prefix, schedule.isComplete]).toEqual([95, false]);
  schedule.takeExact();
  expect(schedule.isComplete).toBe(true);
});

test("a schedule continues behind a stored prefix: its first block is again before the exact curves", () => {
  const { schedule, handOut, arrive } = scheduleOf({ replications: 50 });
  expect(schedule.prefix).toBe(50);
  expect(handOut()).toEqual([5, "exact", 6, 7, 8]);
  expect([arrive(5), schedule.prefix]).toEqual([["block 5"], 60]);
});

test("behind a whole prefix the exact curves alone are missing, or nothing is", () => {
  const { schedule, handOut } = scheduleOf({ replications: 95 });
  expect([schedule.isComplete, handOut()]).toEqual([false, ["exact"]]);
  const whole = scheduleOf({ replications: 95, hasExact: true });
  expect([whole.schedule.prefix, whole.schedule.isComplete, whole.handOut()]).toEqual([95, true, []]);
});

test("after a cancellation or a failure no task goes out, no block counts, and the prefix stays", () => {
  const { schedule, handOut, arrive } = scheduleOf();
  handOut();
  arrive(0);
  schedule.take(2, "early");
  schedule.cancel();
  expect([schedule.isCancelled, schedule.hasNext, handOut()]).toEqual([true, false, []]);
  expect([arrive(1), schedule.mergeable(), schedule.prefix]).toEqual([[], [], 10]);
});

test("the exact curves of a cancelled simulation are recorded when they arrive", () => {
  const { schedule, handOut } = scheduleOf();
  handOut();
  schedule.cancel();
  expect(schedule.hasExact).toBe(false);
  schedule.takeExact();
  expect(schedule.hasExact).toBe(true);
});
