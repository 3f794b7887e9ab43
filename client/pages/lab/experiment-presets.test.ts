import { expect, test } from "vitest";
import { exactCurves } from "../../../experiments/simulation/exact-curves.ts";
import { experimentPresets } from "./experiment-presets.ts";

test("the short run with two arms is known exactly to its end", () => {
  const { spec } = experimentPresets.find(({ label }) => label === "Short horizon, two arms")!;
  const curves = exactCurves(spec);
  expect(curves.map(({ curve }) => curve?.horizon)).toEqual(spec.policies.map(() => spec.horizon));
});
