import { expect, test } from "vitest";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import { expandSweep } from "../../experiments/sweep/expand.ts";
import { sweep } from "../../experiments/sweep/sweep.ts";
import { sweepByRuns } from "./browser-sweep.ts";
import type { RunSource, Tell } from "./run-source.ts";
import type { SweepNews } from "./sweep-source.ts";

const spec = {
  base: {
    bandit: { kind: "bernoulli" as const, means: [0.3, 0.7] },
    policies: [{ kind: "epsilon-greedy" as const }],
    horizon: 20,
    replications: 5,
    seed: "sweep in a browser",
  },
  axes: [{ pointer: "/policies/0/epsilon", values: [0.1, 0.5, 1] }],
};

/** Runs that end when told to. */
function runsByHand() {
  const started: { tell: Tell; end: (state: SimulationState) => void; cancelled: boolean }[] = [];
  const source: RunSource = (point, tell) => {
    const end = (state: SimulationState) => {
      const replications = 5;
      const result = simulate(state === "succeeded" ? point : { ...point, replications: 2 });
      const completedReplications = result.completedReplications;
      const progress = { completedReplications, replications, fraction: completedReplications / 5, etaSeconds: null };
      const complete = state === "succeeded";
      const partial = { ...result, complete, spec: point };
      tell({ type: "snapshot", simulation: { state, progress, specHash: "", error: null }, result: partial });
    };
    const run = { tell, end, cancelled: false };
    started.push(run);
    return { cancel: () => (run.cancelled = true), leave: () => {} };
  };
  return { started, source };
}

function sweepByHand() {
  const { started, source } = runsByHand();
  const heard: SweepNews[] = [];
  const run = sweepByRuns(source)(expandSweep(spec), (news) => heard.push(news));
  const last = () => heard.at(-1) as Extract<SweepNews, { type: "snapshot" }>;
  return { started, run, last };
}

test("points run one after another, and together give the result of the sweep", () => {
  const { started, last } = sweepByHand();
  started[0].end("succeeded");
  expect(last()).toMatchObject({
    sweep: { state: "running", progress: { completedPoints: 1, completedReplications: 5 } },
  });
  // An end that is reported twice starts no point twice.
  started[0].end("succeeded");
  expect(started).toHaveLength(2);
  started[1].end("succeeded");
  started[2].end("succeeded");
  expect(last().sweep).toMatchObject({ state: "succeeded", progress: { completedPoints: 3, fraction: 1 } });
  expect({ ...last().result!, points: withoutHashes(last().result!.points) }).toEqual({
    ...sweep(spec),
    points: withoutHashes(sweep(spec).points),
  });
});

test("a cancelled sweep keeps the points that have ended, and starts no others", () => {
  const { started, run, last } = sweepByHand();
  started[0].end("succeeded");
  run.cancel();
  expect(started[1].cancelled).toBe(true);
  started[1].end("cancelled");
  expect(started).toHaveLength(2);
  expect(last().sweep.state).toBe("cancelled");
  expect(last().result).toMatchObject({ complete: false, completedPoints: 1 });
  expect(last().result!.points.map(({ completedReplications }) => completedReplications)).toEqual([5, 2, 0]);
});

test("a point that ends as it is cancelled is the last", () => {
  const { started, run, last } = sweepByHand();
  run.cancel();
  started[0].end("succeeded");
  expect(started).toHaveLength(1);
  expect(last().sweep.state).toBe("cancelled");
  expect(last().result).toMatchObject({ completedPoints: 1 });
});

const withoutHashes = (points: readonly object[]) => points.map((point) => ({ ...point, specHash: "" }));
