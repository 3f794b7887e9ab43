import { expect, test } from "vitest";
import { FRACTION_BITS, fixedLogarithm, fixedRational, fixedSquareRoot } from "./fixed-point.ts";
import { Rational } from "./rational.ts";

/** The first 80 decimals. */
const decimals = (value: bigint) => {
  const digits = ((value * 10n ** 80n) >> FRACTION_BITS).toString().padStart(81, "0");
  return `${digits.slice(0, -80)}.${digits.slice(-80)}`;
};

test("ln 2 and ln 10 to 75 decimals (OEIS A002162, A002392)", () => {
  expect(decimals(fixedLogarithm(2)).slice(0, 77)).toBe(
    "0.693147180559945309417232121458176568075500134360255254120680009493393621969",
  );
  expect(decimals(fixedLogarithm(10)).slice(0, 77)).toBe(
    "2.302585092994045684017991454684364207601101488628772976033327900967572609677",
  );
});

test("logarithms of products add up to 90 decimals", () => {
  const defect = fixedLogarithm(7) + fixedLogarithm(143) - fixedLogarithm(1001);
  expect(decimals(defect < 0n ? -defect : defect)).toBe(`0.${"0".repeat(80)}`);
});

test("√2 to 75 decimals (OEIS A002193)", () => {
  const root = fixedSquareRoot(fixedRational(Rational.of(2)));
  expect(decimals(root).slice(0, 77)).toBe(
    "1.414213562373095048801688724209698078569671875376948073176679737990732478462",
  );
});
