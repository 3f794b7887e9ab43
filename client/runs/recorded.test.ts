import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { exampleResult } from "../pages/lab/example.ts";
import type { RunNews, RunSource, RunStatus, Tell } from "../sources/run-source.ts";
import { recorded } from "./recorded.ts";
import { runs } from "./run-list.ts";

// Node 20 has no navigator, and no Node has locks.
beforeEach(() => void vi.stubGlobal("navigator", {}));
afterEach(() => void vi.unstubAllGlobals());

const status = (state: SimulationState, completedReplications: number): RunStatus => ({
  state,
  specHash: exampleResult.specHash,
  progress: { completedReplications, replications: 500, fraction: completedReplications / 500, etaSeconds: null },
  error: null,
});

/** A run in this browser: what tells its news, what the page heard, and what leaves it. */
function begin() {
  let tell!: Tell;
  const heard: RunNews[] = [];
  const source: RunSource = (_, to) => {
    tell = to;
    return { cancel() {}, leave() {} };
  };
  const run = recorded(source)(exampleResult.spec, (news) => heard.push(news));
  tell({ type: "moved", place: "browser" });
  tell({ type: "snapshot", simulation: status("running", 0), result: null });
  const { id } = (heard.at(-1) as { simulation: RunStatus }).simulation;
  return { tell, run, id: id! };
}

test("a run in this browser is on the list from its beginning, and kept with its result at its end", async () => {
  const { tell, id } = begin();
  expect(runs.find(id)).toMatchObject({ place: "browser", state: "running", best: null });
  tell({ type: "snapshot", simulation: status("succeeded", 500), result: exampleResult });
  expect(runs.find(id)).toMatchObject({ state: "succeeded", done: 500, best: { label: "Thompson" } });
  expect(await runs.result(id)).toBe(exampleResult);
});

test("a run in this browser that its page leaves is kept with the result so far", async () => {
  const { tell, run, id } = begin();
  const partial = { ...exampleResult, complete: false, completedReplications: 200 };
  tell({ type: "snapshot", simulation: status("running", 200), result: partial });
  run.leave();
  expect(runs.find(id)).toMatchObject({ state: "cancelled", done: 200 });
  expect(await runs.result(id)).toBe(partial);
});

test("a run that fails in this browser says so", () => {
  const { tell, id } = begin();
  const problem = { type: "about:blank", title: "failed", status: 0 };
  tell({ type: "failed", trouble: { kind: "failed", problem } });
  expect(runs.find(id)).toMatchObject({ state: "failed" });
});
