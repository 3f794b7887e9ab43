import { expect, test } from "vitest";
import { chanceText, liftText, percentText, shareOut } from "./chance.ts";

const of = (value: number, others = 1 - value) => chanceText({ value, logValue: Math.log(value) }, Math.log(others));

test.each([
  [0.5, "50.0%"],
  [0.973, "97.3%"],
  [0.001, "0.1%"],
  [0.0005, "1 in 2,000"],
  [1 / 43_210, "1 in 43,000"],
])("a chance of %d is %s", (value, text) => expect(of(value)).toBe(text));

test("far beyond per cent it is a power of ten, also where the double is 0", () => {
  expect(chanceText({ value: 1e-12, logValue: Math.log(1e-12) }, 0)).toBe("1 in 10¹²");
  expect(chanceText({ value: 0, logValue: -1000 * Math.LN10 }, 0)).toBe("1 in 10¹⁰⁰⁰");
  expect(chanceText({ value: 0, logValue: null }, 0)).toBe("0%");
});

test("next to certain it says what is left", () => {
  expect(of(0.9999, 1e-4)).toBe("all but 1 in 10,000");
  expect(chanceText({ value: 1, logValue: 0 }, Math.log(1e-20))).toBe("all but 1 in 10²⁰");
  expect(chanceText({ value: 1, logValue: 0 }, -600 * Math.LN10)).toBe("all but 1 in 10⁶⁰⁰");
  expect(chanceText({ value: 1, logValue: 0 }, -Infinity)).toBe("100%");
});

test("visitors are shared out whole, and none is lost", () => {
  expect(shareOut([1 / 3, 1 / 3, 1 / 3], 1000)).toEqual([334, 333, 333]);
  expect(shareOut([0.0877, 0.8813, 0.031], 1000)).toEqual([88, 881, 31]);
  expect(shareOut([1, 0], 7)).toEqual([7, 0]);
  expect(shareOut([0.5, 0.5], 1).reduce((sum, share) => sum + share)).toBe(1);
});

test("what two decimals or whole per cents cannot show is shown to two digits", () => {
  expect([3 / 900_000, 0.00042, 0.001, 0].map(percentText)).toEqual(["0.00033%", "0.042%", "0.10%", "0.00%"]);
  expect([1 / 3000, -0.0004, 1e-14].map(liftText)).toEqual(["+0.033%", "−0.04%", "0%"]);
  expect([-0.99, -0.9997, -0.99999, -0.9999999, -1].map(liftText)).toEqual([
    "−99%",
    "−99.97%",
    "−99.999%",
    "below −99.9999%",
    "−100%",
  ]);
});

test("rates have two decimals, lifts are rounded and signed", () => {
  expect(percentText(0.03)).toBe("3.00%");
  expect([0.373, -0.04, 0, 8.99, 17.2].map(liftText)).toEqual(["+37%", "−4%", "0%", "+899%", "18 times"]);
});
