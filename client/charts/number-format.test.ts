import { expect, test } from "vitest";
import { formatCount, formatEstimate, formatNumber, formatPulls, formatTick } from "./number-format.ts";

test("an estimate has two digits of its standard error", () => {
  expect(formatEstimate(12.3456, 0.2149)).toBe("12.35 ± 0.21");
  expect(formatEstimate(-1234.5, 31)).toBe("−1\u202f235 ± 31");
  expect(formatEstimate(5, 0)).toBe("5");
  expect(formatEstimate(5.25, null)).toBe("5.25");
});

test("numbers keep four digits or their whole part", () => {
  expect([0, 0.123456, 12.3456, 12345.6, -2].map(formatNumber)).toEqual(["0", "0.1235", "12.35", "12\u202f346", "−2"]);
  expect([1e11, 1.25e12, -3e-7].map(formatNumber)).toEqual(["10¹¹", "1.25·10¹²", "−3·10⁻⁷"]);
});

test("counts are spaced by thousands, ticks are short", () => {
  expect(formatCount(2000)).toBe("2\u202f000");
  expect([1, 0.1, 1000, 20_000, 3e6].map(formatTick)).toEqual(["1", "0.1", "1000", "20k", "3M"]);
});

test("one pull is not pulls", () => {
  expect([1, 2, 2000].map(formatPulls)).toEqual(["1 pull", "2 pulls", "2\u202f000 pulls"]);
});
