import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BigFloat } from "../../numerics/big-float.ts";
import { Rational } from "../../numerics/rational.ts";
import { rewardSpaces } from "../../reward-space.ts";
import { ArmStatistics } from "../../statistics/arm-statistics.ts";
import { KnownParts } from "./exact-value.ts";
import { defineIndexPolicy } from "../define-index-policy.ts";
import { parseExpression, symbols } from "./expression.ts";
import { IndexFormula } from "./index-formula.ts";
import { latexOf } from "./latex.ts";
import { MEAN, PULLS, REWARD_SUM, SQUARE_SUM, VARIANCE } from "./tape.ts";

describe("an index as it is read and written", () => {
  const { raw } = String;
  test.each([
    ["mean + sqrt(2 * ln(N) / n)", raw`\hat\mu_a + \sqrt{\frac{2 \ln N}{n_a}}`],
    ["a - (s - 1) * q", raw`a - \left( s_a - 1 \right) q_a`],
    ["a - s - 1", raw`a - s_a - 1`],
    ["a - (s - 1)", raw`a - \left( s_a - 1 \right)`],
    ["ln(2 * t) * min(1 / 4, variance)", raw`\ln \left( 2 t \right) \min\left\{\frac{1}{4}, \hat\sigma_a^2\right\}`],
    ["2 * 3 / lnPlus(T / (K * n))", raw`\frac{2 \cdot 3}{\ln^{+} \frac{T}{K n_a}}`],
  ])("%s", (text, latex) => {
    expect(latexOf(parseExpression(text), (name) => symbols[name]?.latex ?? name)).toBe(latex);
  });

  test.each(["", "mean +", "ln()", "min(1)", "sqrt(2", "2 mean", "mean)", "sqrt(1, 2)", "a ^ 2", "1..2"])(
    "%j is refused",
    (text) => expect(() => parseExpression(text)).toThrow(SyntaxError),
  );

  test("a name that is no parameter, and an index that may fall, are refused", () => {
    const define = (index: string) =>
      defineIndexPolicy({
        kind: "test",
        label: "Test",
        rule: "Test.",
        source: "none",
        index,
        parameters: {},
        rewards: rewardSpaces.real,
        pull: () => 1,
        blockWeight: { fixed: 1, perArm: 1 },
      });
    expect(() => define("mean + c / n")).toThrow("c is no symbol of an index");
    const statistics = new ArmStatistics(2);
    expect(() => define("mean - ln(t) / n").create({ tieBreak: "first" }, { statistics })).toThrow("must not fall");
    expect(() => define("mean + T / n").create({ tieBreak: "first" }, { statistics })).toThrow("needs a horizon");
  });
});

const separable = ["mean + 0.3 * sqrt(ln(t) / n)", "mean + sqrt(0.7 * lnPlus(T / (K * n)) / n)", "mean + 1 / sqrt(n)"];
const others = [
  "mean + sqrt(ln(N) / n * min(1 / 4, variance + sqrt(2 * ln(N) / n)))",
  "mean + sqrt(2 * variance * 0.3 * ln(t) / n) + 3 * 0.3 * ln(t) / n",
  "mean + sqrt(1.175 * lnPlus(N / (K * n)) / n)",
  "mean + max(s / 3, q * 0.1) / (n + 2)",
];

test("the indices that separate into two factors", () => {
  const shapeOf = (text: string) => new IndexFormula(parseExpression(text), { K: 3, T: 100 }).shape;
  for (const text of separable) expect(shapeOf(text), text).toBeDefined();
  for (const text of others) expect(shapeOf(text), text).toBeUndefined();
});

test.each([...separable, ...others])("doubles are off by no more than their bound: %s", (text) => {
  const formula = new IndexFormula(parseExpression(text), { K: 3, T: 900 });
  const tape = formula.tape();
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(0, 1),
          fc.integer({ min: 0, max: 1e6 }).map((k) => k / 1e6),
        ),
        {
          minLength: 1,
          maxLength: 400,
        },
      ),
      fc.integer({ min: 1, max: 1e6 }),
      (rewards, others) => {
        const statistics = new ArmStatistics(2);
        for (const reward of rewards) statistics.record(0, reward);
        for (let pull = 0; pull < 3; pull++) statistics.record(1, 0);
        statistics.set(1, others, 0);
        const [n, s, q] = [rewards.length, statistics.rewardSums[0], statistics.squareSums[0]];
        tape.setClock(statistics.totalPulls);
        for (const [place, value] of [
          [PULLS, n],
          [REWARD_SUM, s],
          [SQUARE_SUM, q],
          [MEAN, s / n],
          [VARIANCE, Math.max(0, q / n - (s / n) ** 2)],
        ]) {
          tape.values[place] = value;
        }
        tape.errors[MEAN] = 2 ** -53 * (s / n);
        tape.errors[VARIANCE] = 2 ** -50 * (q / n);
        tape.evaluate();
        const { rational, rest } = formula.exactIndex(0, statistics, new KnownParts());
        const exact = BigFloat.of(rational).plus(rest?.number() ?? BigFloat.of(Rational.zero));
        const off = exact.minus(BigFloat.of(Rational.fromDouble(tape.values[tape.result])));
        const bound = BigFloat.of(Rational.fromDouble(tape.errors[tape.result]));
        expect(bound.minus(off).sign).toBeGreaterThanOrEqual(0);
        expect(bound.plus(off).sign).toBeGreaterThanOrEqual(0);
        expect(tape.errors[tape.result]).toBeLessThan(1e-7 * (1 + tape.values[tape.result]));
      },
    ),
    { seed: 31_337, numRuns: 300 },
  );
});
