import { expect, test } from "vitest";
import { deriveIntegral } from "./integral.ts";
import { spokenFormula } from "./spoken-formula.ts";
import { integralSteps } from "./tex.ts";

const linesOf = (...arms: [alpha: number, beta: number][]) =>
  integralSteps(
    deriveIntegral(
      arms.map(([alpha, beta]) => ({ alpha, beta })),
      0,
    )!,
  ).map(({ tex }) => spokenFormula(tex));

test("the lecture's integral is read line by line", () => {
  expect(linesOf([1, 2], [2, 1])).toEqual([
    "P(theta a is greater than theta b) equals the integral from 0 to 1 of the integral from 0 to x of f a of x f b of y d y d x",
    "equals the integral from 0 to 1 of the integral from 0 to x of 2 (1 minus x) times 2 y d y d x",
    "equals the integral from 0 to 1 of (2 minus 2 x) times x squared d x",
    "equals the integral from 0 to 1 of (2 x squared minus 2 x cubed) d x",
    "equals 2/3 x cubed minus 1/2 x to the power of 4, from 0 to 1",
    "equals 2/3 minus 1/2",
    "equals 1/6",
  ]);
});

test("no line keeps signs of LaTeX", () => {
  for (const arms of [
    [
      [1, 1],
      [1, 1],
    ],
    [
      [2, 3],
      [3, 2],
      [1, 2],
    ],
    [
      [4, 1],
      [2, 5],
    ],
  ] as [number, number][][])
    for (const line of linesOf(...arms)) expect(line).not.toMatch(/[\\{}^_]/);
});
