import { expect, test } from "vitest";
import { judgeGuess } from "./guess.ts";

const sixth = { value: 1 / 6 };

test.each([
  ["1/6", "right"],
  [" 2 / 12 ", "right"],
  ["0.1667", "rounded"],
  ["0.167", "rounded"],
  [".17", "rounded"],
  ["0,1667", "rounded"],
  ["16.7%", "rounded"],
  ["16.67 %", "rounded"],
  ["17%", "rounded"],
  ["166.7‰", "rounded"],
  ["1.667e-1", "rounded"],
  ["0.2", "coarse"],
  ["20%", "wrong"],
  ["0", "wrong"],
  ["0.1666", "wrong"],
  ["0.16", "wrong"],
  ["1/4", "wrong"],
  ["5/6", "wrong"],
  ["", "unread"],
  ["one sixth", "unread"],
  ["7", "unread"],
  ["-1/6", "unread"],
])("for 1/6, %j is %s", (text, verdict) => {
  expect(judgeGuess(text, sixth)).toBe(verdict);
});

test("16.700%, which could also mean 16700, is read as a probability", () => {
  expect(judgeGuess("16.667%", sixth)).toBe("rounded");
});

test("a certain and an impossible arm have whole numbers", () => {
  expect(judgeGuess("0", { value: 0 })).toBe("right");
  expect(judgeGuess("0%", { value: 0 })).toBe("right");
  expect(judgeGuess("1", { value: 1 })).toBe("right");
  expect(judgeGuess("0.001", { value: 0 })).toBe("wrong");
  expect(judgeGuess("0", { value: 1e-9 })).toBe("wrong");
});

test("a formula in ε may be typed in plain letters, or as its number", () => {
  const half = { value: 0.05, formula: "ε/2" };
  for (const text of ["ε/2", "e / 2", "eps/2", "epsilon/2", "0.05", "5%", "1/20"])
    expect(judgeGuess(text, half)).toBe("right");
  expect(judgeGuess("1 - eps/2", { value: 0.95, formula: "1 − ε/2" })).toBe("right");
  expect(judgeGuess("ε", half)).toBe("unread");
  expect(judgeGuess("0.11", half)).toBe("wrong");
});
