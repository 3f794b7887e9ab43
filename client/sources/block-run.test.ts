// Slow: computes whole runs of twelve blocks.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import { exactCurves } from "../../experiments/simulation/exact-curves.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { type BlockPort, type BlockReply, BlockRun, type BlockTask } from "./block-run.ts";
import type { KnownCurves } from "./exact-curve-memory.ts";
import type { RunSnapshot } from "./run-source.ts";

const BLOCKS = 12;
const spec = specOfBlocks(BLOCKS);
const plan = planSimulation(spec);

function specOfBlocks(blocks: number): SimulationSpec {
  const input = {
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }],
    horizon: 10,
    replications: 1,
    seed: "blocks",
  };
  const { blockSize } = planSimulation(SimulationSpec.parse(input));
  return SimulationSpec.parse({ ...input, replications: blocks * blockSize });
}

/** Blocks and results are computed once for all tests; merging changes neither. */
const blockOf = once((block) => runBlock(plan, block!)!);
const inNode = once((replications = spec.replications) => simulate({ ...spec, replications }));

function once<Value>(compute: (key?: number) => Value): (key?: number) => Value {
  const known = new Map<number | undefined, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key)!;
  };
}

/** A worker that keeps its task until the test makes it reply. */
class FakePort implements BlockPort {
  task: BlockTask | undefined;
  hasEnded = false;
  #resolve!: (reply: BlockReply) => void;
  #reject!: (error: Error) => void;

  run(task: BlockTask) {
    this.task = task;
    return new Promise<BlockReply>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }
  end() {
    this.hasEnded = true;
  }
  async reply() {
    const { task } = this;
    this.task = undefined;
    this.#resolve(typeof task === "number" ? blockOf(task) : task!.map((policy) => exactCurves(spec)[policy]));
    await vi.advanceTimersByTimeAsync(0);
  }
  async die(reason: string) {
    this.#reject(new Error(reason));
    await vi.advanceTimersByTimeAsync(0);
  }
}

let ports: FakePort[];
let reported: RunSnapshot[];
let kept: ExactOutcome[][];
let isOver: boolean;
const begin = (workers: number, known: KnownCurves = [undefined, undefined]) =>
  new BlockRun({
    spec,
    workers,
    known,
    keep: (curves) => void kept.push(curves),
    openPort: () => {
      ports.push(new FakePort());
      return ports.at(-1)!;
    },
    tell: (snapshot) => {
      expect(isOver).toBe(false);
      reported.push(structuredClone(snapshot));
    },
    over: () => (isOver = true),
  });
const tasks = () => ports.map(({ task }) => task);
const last = () => reported.at(-1)!;
const stateNow = () => last().simulation.state;
const portOf = (task: number) => ports.find((port) => port.task === task)!;
const exactPort = () => ports.find(({ task }) => Array.isArray(task))!;

beforeEach(() => {
  ports = [];
  reported = [];
  kept = [];
  isOver = false;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([1, 2, 4])(
  "%i workers whose latest task is always done first give the bytes of one thread",
  async (workers) => {
    begin(workers);
    const rank = (task: BlockTask | undefined) => (typeof task === "object" ? BLOCKS : (task ?? -1));
    while (stateNow() === "running") await ports.toSorted((a, b) => rank(b.task) - rank(a.task))[0].reply();
    expect(stateNow()).toBe("succeeded");
    expect(JSON.stringify(last().result)).toBe(JSON.stringify(inNode()));
    expect(ports.every(({ hasEnded }) => hasEnded)).toBe(true);
    expect(isOver).toBe(true);
  },
);

test("no more workers are opened than there are blocks", () => {
  begin(BLOCKS + 5);
  expect(ports).toHaveLength(BLOCKS);
});

test("the exact curves go right behind the first block, and results come before they do", async () => {
  begin(3);
  expect(tasks()).toEqual([0, [0, 1], 1]);
  await portOf(0).reply();
  expect(last().result).toMatchObject({ completedReplications: plan.blockSize, exact: [null, null] });
});

test("a run is not at its end before its exact curves are there", async () => {
  begin(2);
  const exact = exactPort();
  const other = ports.find((port) => port !== exact)!;
  while (other.task !== undefined) await other.reply();
  await vi.advanceTimersByTimeAsync(1000);
  expect(last()).toMatchObject({
    simulation: { state: "running" },
    result: { complete: true, exact: [null, null], exactReasons: [null, null] },
  });
  await exact.reply();
  expect(stateNow()).toBe("succeeded");
});

test("exact curves that are known are not computed, and the others go right behind the first block", async () => {
  const curves = exactCurves(spec);
  begin(3, [undefined, curves[1]]);
  expect(tasks()).toEqual([0, [0], 1]);
  while (stateNow() === "running") await ports.find(({ task }) => task !== undefined)!.reply();
  expect(JSON.stringify(last().result)).toBe(JSON.stringify(inNode()));
  // All of them, for the next run.
  expect(kept).toEqual([curves]);
});

test("where all exact curves are known, the first snapshot has them and none is computed", async () => {
  const curves = exactCurves(spec);
  begin(2, curves);
  expect(tasks()).toEqual([0, 1]);
  await portOf(0).reply();
  expect(last().result?.exact).toEqual(curves.map(({ curve }) => curve ?? null));
  while (stateNow() === "running") await ports.find(({ task }) => task !== undefined)!.reply();
  expect(JSON.stringify(last().result)).toBe(JSON.stringify(inNode()));
  expect(kept).toEqual([]);
});

test("a run that is cancelled with all exact curves known is over at once", async () => {
  const run = begin(2, exactCurves(spec));
  await portOf(0).reply();
  run.cancel();
  expect([stateNow(), isOver]).toEqual(["cancelled", true]);
});

test("blocks run ahead of a slow one only so far", async () => {
  begin(2);
  const other = ports[1];
  while (other.task !== undefined) await other.reply();
  expect(tasks()).toEqual([0, undefined]);
  await ports[0].reply();
  await vi.advanceTimersByTimeAsync(1000);
  expect(last().result?.completedReplications).toBe(8 * plan.blockSize);
  expect(new Set(tasks())).toEqual(new Set([8, 9]));
});

test("snapshots are reported four times a second at most, and the latest one without another block", async () => {
  begin(1);
  await portOf(0).reply();
  await exactPort().reply();
  for (let block = 1; block < 5; block++) await portOf(block).reply();
  expect(reported.map(({ simulation }) => simulation.progress.completedReplications)).toEqual([0, plan.blockSize]);
  await vi.advanceTimersByTimeAsync(250);
  expect(reported).toHaveLength(3);
  // Five of twelve blocks in a quarter of a second leave seven fifths of it.
  expect(last().simulation.progress).toMatchObject({ completedReplications: 5 * plan.blockSize, etaSeconds: 0.35 });
});

test("a cancelled run is a prefix, ends its workers, and has its exact curves when they are there", async () => {
  const run = begin(3);
  const late = portOf(1);
  await portOf(0).reply();
  const exact = exactPort();
  run.cancel();
  expect(stateNow()).toBe("cancelled");
  expect(last().result).toMatchObject({ complete: false, completedReplications: plan.blockSize, exact: [null, null] });
  expect(ports.filter(({ hasEnded }) => !hasEnded)).toEqual([exact]);
  await late.reply();
  expect(isOver).toBe(false);

  await exact.reply();
  expect(stateNow()).toBe("cancelled");
  const { policies, exact: curves } = inNode(plan.blockSize);
  expect(last().result).toMatchObject({ completedReplications: plan.blockSize, policies, exact: curves });
  expect(curves).not.toContain(null);
  expect(exact.hasEnded).toBe(true);
  expect(isOver).toBe(true);
});

test("a run that is cancelled before its first block has no result", () => {
  begin(3).cancel();
  expect(last()).toMatchObject({ simulation: { state: "cancelled" }, result: null });
  expect(ports.every(({ hasEnded }) => hasEnded)).toBe(true);
  expect(isOver).toBe(true);
});

test("a worker that dies fails the run with a message, and the prefix is kept", async () => {
  begin(3);
  await portOf(0).reply();
  await portOf(1).die("out of memory");
  expect(last().simulation).toMatchObject({
    state: "failed",
    error: "A worker of this browser failed: out of memory",
  });
  expect(last().result?.completedReplications).toBe(plan.blockSize);
  expect(ports.every(({ hasEnded }) => hasEnded)).toBe(true);
  expect(isOver).toBe(true);
});

test("a worker that dies of the exact curves of a cancelled run ends it without them", async () => {
  const run = begin(2);
  await portOf(0).reply();
  const exact = exactPort();
  run.cancel();
  await exact.die("out of memory");
  expect(stateNow()).toBe("cancelled");
  expect(isOver).toBe(true);
});
