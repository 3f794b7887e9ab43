import { expect, test } from "vitest";
import { Rational } from "../../numerics/rational.ts";
import { WorkExceeded, WorkMeter } from "../../work-meter.ts";
import { compareExactly, exactValue, KnownParts } from "./exact-value.ts";
import { parseExpression } from "./expression.ts";

const valueOf = (text: string, symbols: Record<string, number> = {}, known = new KnownParts()) =>
  exactValue(parseExpression(text), (name) => Rational.fromDecimal(symbols[name]), known);
const compare = (one: string, other: string) => compareExactly(valueOf(one), valueOf(other));

test.each([
  ["sqrt(9 / 4)", "3/2"],
  ["ln(1) * 5 + 0.1 + 0.2", "3/10"],
  ["lnPlus(0.999) / 3", "0"],
  ["sqrt(0 - 4)", "0"],
  ["0 * sqrt(2)", "0"],
  ["min(1 / 4, 3 - sqrt(2)) - max(1, sqrt(0.5))", "-3/4"],
  ["(1 - 2 * 3) / (7 - 4)", "-5/3"],
])("%s is %s, without a part that is no fraction", (text, fraction) => {
  const { rational, rest } = valueOf(text);
  expect([rational.toString(), rest]).toEqual([fraction, undefined]);
});

test("irrational values are told apart if either part differs", () => {
  expect(compare("1/2 + sqrt(2)", "0.5 + sqrt(3)")).toBe(-1);
  expect(compare("0.7 + sqrt(2)", "0.6 + sqrt(2)")).toBe(1);
  expect(compare("sqrt(2)", "sqrt(2)")).toBe(0);
  // Convergents p/q of √2, in turn below and above it, by as little as 10⁻³⁰: p² − 2q² is −1 and 1.
  for (let [p, q, sign] = [1, 1, 1]; p < 1e15; [p, q, sign] = [p + 2 * q, p + q, -sign]) {
    expect(compare("sqrt(2)", `${p} / ${q}`)).toBe(sign);
  }
  expect(compare("sqrt(2)", "1.5 + ln(1)")).toBe(-1);
});

test("a part of any size tells equal fractions apart", () => {
  const tiny = (text: string) => valueOf(`0.5 + c * ${text}`, { c: 1e-200 });
  expect(compareExactly(tiny("ln(2)"), tiny("ln(3)"))).toBe(-1);
  expect(compareExactly(tiny("ln(2)"), valueOf("0.5"))).toBe(1);
});

test("equal values that are built differently are not told apart", () => {
  expect(compare("ln(8)", "3 * ln(2)")).toBeUndefined();
  expect(compare("sqrt(8)", "2 * sqrt(2)")).toBeUndefined();
});

test("parts are computed once, and not beyond what may be spent", () => {
  const known = new KnownParts(new WorkMeter(70_000));
  const [one, other] = ["sqrt(ln(7)) + 1", "sqrt(ln(7)) + 2"].map((text) => valueOf(text, {}, known));
  // Nothing is computed where the parts are the same.
  for (let times = 0; times < 9; times++) expect(compareExactly(one, other)).toBe(-1);
  // ln 7, √ln 7 and ln 8; there is no more for √ln 8.
  expect(() => compareExactly(one, valueOf("sqrt(ln(8)) + 1", {}, known))).toThrow(WorkExceeded);
});
