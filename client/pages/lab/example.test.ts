import { expect, test } from "vitest";
import { SimulationResult } from "../../../experiments/result/result.ts";
import { shownRun } from "../../sources/simulation-run.ts";
import { exampleBar } from "./example-bar.ts";
import { exampleResult } from "./example.ts";
import { exampleSpec, runExample } from "./example-run.ts";
import { barOfRun } from "./run-text.ts";

test("the example that is shown is a complete result of the example's specification", () => {
  expect(SimulationResult.parse(exampleResult)).toEqual(exampleResult);
  expect(exampleResult.spec).toEqual(exampleSpec);
  expect(exampleResult.complete).toBe(true);
});

test("running the example again, in any JavaScript engine, gives the result that is shown", () => {
  expect(runExample()).toEqual(exampleResult);
});

test("the bar of the example is that of a finished run, before and after the form is there", () => {
  expect(exampleBar).toEqual(barOfRun(shownRun(exampleResult)));
});
