// Slow: asks every policy after hundreds of extreme histories.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Rational } from "../../policies/numerics/rational.ts";
import { policyDefinitions, type PolicyKind } from "../../policies/registry.ts";
import type { PolicyVariant } from "../../policies/testing/policy-variants.ts";
import { selectionProbabilities } from "./selection-probabilities.ts";

/** A problem and its answer by policies/testing/oracle/wild_histories.py: fractions, or decimals with 45 digits. */
interface WildCase {
  policy: PolicyVariant;
  arms: number;
  history: [arm: number, reward: number][];
  horizon?: number;
  probabilities: string[];
  /** For recursions with steep steps: how far random roundings of every preference to 27 digits move the law, by mpmath. */
  openness?: number;
}

const cases = JSON.parse(
  readFileSync(new URL("../../policies/testing/wild-histories.json", import.meta.url), "utf8"),
) as WildCase[];

/** The number written as "1/3", "0.25" or "1.5e-400". */
function exact(text: string): Rational {
  const [, sign, whole, part = "", exponent = "0", denominator = "1"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?(?:\/(\d+))?$/.exec(text)!;
  const scale = Number(exponent) - part.length;
  const digits = BigInt(sign + whole + part);
  // Values below 10⁻⁴⁰⁰ are 0 as doubles and for every bound.
  if (scale < -500) return Rational.zero;
  return scale >= 0
    ? new Rational(digits * 10n ** BigInt(scale), BigInt(denominator))
    : new Rational(digits, BigInt(denominator) * 10n ** BigInt(-scale));
}

const size = (value: Rational) => Math.abs(value.toNumber());

function answerOf({ policy, arms, history, horizon }: WildCase) {
  const pulls = history.map(([arm, reward]) => ({ arm, reward }));
  return selectionProbabilities({ policy, arms, history: pulls, horizon });
}

/** The number of roundings in a history of 200 pulls of 20 arms, each of which may go the worst way. */
const ROUNDINGS = 4000;

/**
 * Steps of 10¹³ and more between arms that tie again and again: from the second tie on, 27 digits do not determine by how
 * many millions one leads.
 */
const TIES_AFTER_TIES = '{"kind":"gradient","stepSize":800000,"baseline":"none"} 18 53';

/**
 * The largest allowed error bound. Recursions may let errors grow by as much as roundings to 27 digits move the law. Softmax
 * divides differences of means by the temperature. Thompson sampling with shapes that are not whole numbers is a quadrature.
 * Everything else is decided exactly.
 */
function mostOf({ policy, arms, history, openness = 0 }: WildCase): number {
  const largest = Math.max(0, ...history.map(([, reward]) => Math.abs(reward)));
  if (policy.kind === "exp3" || policy.kind === "exp3-ix" || policy.kind === "gradient") {
    if (`${JSON.stringify(policy)} ${arms} ${history.length}` === TIES_AFTER_TIES) return 1;
    return Math.min(1, 1e-20 + ROUNDINGS * openness);
  }
  if (policy.kind === "thompson-beta" || policy.kind === "thompson-normal") return 1e-12;
  return policy.kind === "softmax" ? Math.min(1, (1e-13 * largest) / Number(policy.temperature) + 1e-13) : 0;
}

describe.each(policyDefinitions.map(({ kind }) => kind as PolicyKind))("after wild histories %s", (kind) => {
  const own = cases.filter(({ policy }) => policy.kind === kind);

  test("is asked at least 24 times", () => expect(own.length).toBeGreaterThanOrEqual(24));

  test.each(own.map((each, index) => ({ index, pulls: each.history.length, ...each })))(
    "$index: is off by no more than its error bound says, with $arms arms after $pulls pulls",
    (given) => {
      const { probabilities, tie } = answerOf(given);
      expect(tie).toBeUndefined();
      probabilities.forEach(({ value, errorBound, fraction }, arm) => {
        const probability = exact(given.probabilities[arm]);
        const error = size(Rational.fromDouble(value).minus(probability));
        expect(error, `arm ${arm}`).toBeLessThanOrEqual(errorBound! + 2 ** -53 * size(probability) + Number.MIN_VALUE);
        expect(errorBound).toBeLessThanOrEqual(mostOf(given));
        if (fraction === undefined) return;
        expect(errorBound).toBe(0);
        expect(size(exact(fraction).minus(probability))).toBeLessThanOrEqual(1e-28 * size(probability));
      });
    },
  );
});
