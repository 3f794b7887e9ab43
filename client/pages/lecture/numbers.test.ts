import { expect, test } from "vitest";
import { abbreviated, aside, decimal, decimalOf, exactText, scientific, shortest } from "./numbers.ts";

test("an answer is shown as a formula, else as a short fraction, else in decimals", () => {
  expect(shortest({ value: 0.05, fraction: "1/20", formula: "ε/2" })).toBe("ε/2");
  expect(shortest({ value: 17 / 70, fraction: "17/70" })).toBe("17/70");
  expect(shortest({ value: 0.25, fraction: "1234567/4938268" })).toBe("0.25");
  expect(aside({ value: 1 / 6, fraction: "1/6" })).toBe("0.1667");
  expect(aside({ value: 0, fraction: "0" })).toBeUndefined();
});

test("small probabilities keep their digits", () => {
  expect(decimal(2.3456e-12)).toBe("2.346·10⁻¹²");
  expect(scientific(7.2e-15)).toBe("7.2·10⁻¹⁵");
  expect(scientific(0)).toBe("0");
});

test("a fraction of more than 40 characters follows the decimal, without its middle", () => {
  const fraction = `${"1".repeat(30)}/${"2".repeat(31)}`;
  expect(abbreviated("17/70")).toBe("17/70");
  expect(exactText({ value: 0.05, fraction })).toBe("0.05 ≈ 111111…1111/222222…2222 (31 digits below the line)");
});

test("only a certain arm has 1 and only an impossible one 0", () => {
  expect(decimalOf({ value: 1, fraction: "1" })).toBe("1");
  expect(decimalOf({ value: 0, fraction: "0" })).toBe("0");
  expect(decimalOf({ value: 0 })).toBe("below 10⁻³⁰⁷");
  expect(decimalOf({ value: 1 - 1e-6 })).toBe("1 − 1.0·10⁻⁶");
  expect(decimalOf({ value: 1, fraction: `${10n ** 40n - 1n}/${10n ** 40n}` })).toBe("1 − 1.0·10⁻⁴⁰");
  expect(decimalOf({ value: 1 })).toBe("above 1 − 10⁻¹²");
  expect(decimalOf({ value: 0.9999 })).toBe("0.9999");
});
