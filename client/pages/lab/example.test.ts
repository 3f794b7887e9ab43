import { expect, test } from "vitest";
import { SimulationResult } from "../../../experiments/result.ts";
import { exampleResult } from "./example.ts";
import { exampleSpec, runExample } from "./example-run.ts";

test("the example that is shown is a complete result of the example's specification", () => {
  expect(SimulationResult.parse(exampleResult)).toEqual(exampleResult);
  expect(exampleResult.spec).toEqual(exampleSpec);
  expect(exampleResult.complete).toBe(true);
});

test("running the example again gives the numbers that are shown", () => {
  const engine = `v8 ${process.versions.v8}`;
  const again = runExample(engine);
  again.policies.forEach(({ label, regret, finalRegret, pulls }, index) => {
    const shown = exampleResult.policies[index];
    expect(label).toBe(shown.label);
    // Another JavaScript engine may differ in the last bits of Math.log, and so, rarely, in a whole replication.
    const tolerance =
      again.specHash === exampleResult.specHash ? 1e-5 * finalRegret.mean : 5 * shown.finalRegret.standardError!;
    expect(Math.abs(finalRegret.mean - shown.finalRegret.mean)).toBeLessThanOrEqual(tolerance);
    if (again.specHash !== exampleResult.specHash) return;
    expect(regret).toEqual(shown.regret);
    expect(pulls).toEqual(shown.pulls);
  });
});
