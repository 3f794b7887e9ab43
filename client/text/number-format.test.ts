import { expect, test } from "vitest";
import { formatCount, formatEstimate, formatNumber, formatPulls, formatTick, formatTicks } from "./number-format.ts";

test("an estimate has two digits of its standard error", () => {
  expect(formatEstimate(12.3456, 0.2149)).toBe("12.35 ± 0.21");
  expect(formatEstimate(-1234.5, 31)).toBe("−1,235 ± 31");
  expect(formatEstimate(5, 0)).toBe("5");
  expect(formatEstimate(5.25, null)).toBe("5.25");
});

test("numbers keep four digits or their whole part", () => {
  expect([0, 0.123456, 12.3456, 12345.6, -2].map(formatNumber)).toEqual(["0", "0.1235", "12.35", "12,346", "−2"]);
  expect([1e11, 1.25e12, -3e-7].map(formatNumber)).toEqual(["10¹¹", "1.25·10¹²", "−3·10⁻⁷"]);
});

test("thousands are grouped by commas, ticks are short", () => {
  expect(formatCount(2000)).toBe("2,000");
  expect([1, 0.1, 1000, 20_000, 3e6].map(formatTick)).toEqual(["1", "0.1", "1,000", "20k", "3M"]);
});

test("one pull is singular", () => {
  expect([1, 2, 2000].map(formatPulls)).toEqual(["1 pull", "2 pulls", "2,000 pulls"]);
});

test("ticks have the digits that their step needs, and a true minus sign", () => {
  expect(formatTicks([0, 0.25, 0.5, 0.75, 1])).toEqual(["0.00", "0.25", "0.50", "0.75", "1.00"]);
  expect(formatTicks([-0.2, -0.1, 0, 0.1, 0.2, 0.30000000000000004])).toEqual([
    "−0.2",
    "−0.1",
    "0.0",
    "0.1",
    "0.2",
    "0.3",
  ]);
  expect(formatTicks([-2, 0, 2])).toEqual(["−2", "0", "2"]);
  expect(formatTicks([0, 5000, 10_000])).toEqual(["0", "5,000", "10,000"]);
  expect(formatTicks([0.4499, 0.45, 0.4501])).toEqual(["0.4499", "0.4500", "0.4501"]);
  expect(formatTicks([-5e-7, 0, 5e-7, 1e-6])).toEqual(["−0.5·10⁻⁶", "0", "0.5·10⁻⁶", "1.0·10⁻⁶"]);
  expect(formatTicks([0, 2.5e6, 5e6])).toEqual(["0", "2.5·10⁶", "5.0·10⁶"]);
  expect(formatTicks([])).toEqual([]);
});
