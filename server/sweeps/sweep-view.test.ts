import { expect, test } from "vitest";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { stateOf } from "./sweep-view.ts";

test.each<[SimulationState[], SimulationState]>([
  [["queued", "queued"], "queued"],
  [["queued", "running"], "running"],
  // Between two points, and where another simulation had computed the first one before.
  [["succeeded", "queued"], "running"],
  [["cancelled", "running"], "running"],
  [["succeeded", "succeeded"], "succeeded"],
  [["succeeded", "failed"], "failed"],
  [["succeeded", "failed", "cancelled"], "cancelled"],
])("points that are %j make a sweep that is %s", (states, expected) => {
  expect(stateOf(states.map((state) => ({ state })))).toBe(expected);
});
