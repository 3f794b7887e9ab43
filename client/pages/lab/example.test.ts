import { expect, test } from "vitest";
import { SimulationResult } from "../../../experiments/result/result.ts";
import { exampleResult } from "./example.ts";
import { exampleSpec, runExample } from "./example-run.ts";

test("the example that is shown is a complete result of the example's specification", () => {
  expect(SimulationResult.parse(exampleResult)).toEqual(exampleResult);
  expect(exampleResult.spec).toEqual(exampleSpec);
  expect(exampleResult.complete).toBe(true);
});

test("running the example again, in any JavaScript engine, gives the result that is shown", () => {
  expect(runExample()).toEqual(exampleResult);
});
