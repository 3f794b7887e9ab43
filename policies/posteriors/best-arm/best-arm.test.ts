// Slow: compares a thousand problems with values of 20 digits.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Posteriors } from "../family.ts";
import { bestArmOracle } from "../../testing/best-arm-oracle.ts";
import { FAMILIES, randomProblems } from "../../testing/random-problems.ts";
import { referenceCases, relativeError } from "../../testing/reference.ts";
import { bestArm, bestArmProbabilities } from "./best-arm.ts";
import { bestArmFractions, expectedMaximumFraction } from "./best-arm-fractions.ts";
import { BestArmPolynomial } from "./best-arm-polynomial.ts";
import { bestArmByQuadrature } from "./best-arm-quadrature.ts";
import { bestOfTwo } from "./best-of-two.ts";
import type { BetaParameters } from "../beta.ts";
import type { ArmProbability } from "../../law.ts";
import { Rational } from "../../numerics/rational.ts";

interface BestArmCase {
  family: keyof typeof REFERENCE_NAMES;
  regime: string;
  arms: Record<string, number>[];
  p: string[];
  ln_p: (string | null)[];
  exact?: string[];
}

const REFERENCE_NAMES = {
  beta: ["alpha", "beta"],
  normal: ["mean", "sd"],
  gamma: ["shape", "rate"],
  student: ["loc", "scale", "dof"],
} as const;

const UNIT = 2 ** -52;
const seed = 1_973_104_027;
const whole = fc.record({ alpha: fc.integer({ min: 1, max: 30 }), beta: fc.integer({ min: 1, max: 30 }) });
const powerOfTen = (least: number, most: number) =>
  fc.double({ min: least, max: most, noNaN: true }).map((exponent) => 10 ** exponent);
const anyBeta = fc.record({ alpha: powerOfTen(-3, 9), beta: powerOfTen(-3, 9) });
const modestBeta = fc.record({ alpha: powerOfTen(-2, 3), beta: powerOfTen(-2, 3) });

const beta = (arms: readonly BetaParameters[]): Posteriors => ({ family: "beta", arms: [...arms] });
const quadrature = (arms: readonly BetaParameters[]) => bestArmByQuadrature(beta(arms)).arms;
const pairs = (parameters: [number, number][]) => parameters.map(([alpha, b]) => ({ alpha, beta: b }));
const sumOf = (arms: readonly ArmProbability[]) => arms.reduce((sum, { value }) => sum + value, 0);

const referenceProblems = referenceCases<BestArmCase>("prob_best").map(({ family, arms, ...rest }) => {
  const [name, ...parameters] = FAMILIES[family];
  const named = arms.map((arm) =>
    Object.fromEntries(parameters.map((parameter, i) => [parameter, arm[REFERENCE_NAMES[family][i]]])),
  );
  return { ...rest, family, posteriors: { family: name, arms: named } as unknown as Posteriors };
});

/**
 * That an answer holds a tolerance relative to a reference, in the probability or, below e^−100, in its logarithm, where the
 * double nearest to the logarithm itself is 2·10⁻¹⁶ of it away; and that it holds its own error bound.
 */
function expectToHold(answer: ArmProbability, logReference: number, tolerance: number): void {
  const difference = Math.abs(answer.logValue - logReference);
  expect(difference).toBeLessThanOrEqual(tolerance + 2e-15 * Math.abs(logReference));
  // Within the rounding of both logarithms, since e^ln p is no better.
  const slack = UNIT * (2 + 2 * Math.abs(logReference));
  if (answer.value > 1e-300) {
    expect(difference).toBeLessThanOrEqual(answer.errorBound / answer.value + slack);
  }
}

describe("by exact fractions", () => {
  test("the lecture's 1/6 and 17/70, and what the wrong arm costs", () => {
    const texts = (arms: [number, number][]) => bestArmFractions(pairs(arms)).map(String);
    expect(
      texts([
        [1, 2],
        [2, 1],
      ]),
    ).toEqual(["1/6", "5/6"]);
    expect(
      texts([
        [2, 3],
        [3, 2],
      ]),
    ).toEqual(["17/70", "53/70"]);
    // E max = ∫₀¹ 1 − (2x − x²)·x² dx = 7/10; the means are 1/3 and 2/3.
    const { arms } = bestArm(
      beta(
        pairs([
          [1, 2],
          [2, 1],
        ]),
      ),
    );
    expect(arms.map(({ expectedLossFraction }) => expectedLossFraction)).toEqual(["11/30", "1/30"]);
  });

  test.each(referenceProblems.filter(({ exact }) => exact))("$id ($regime) equals the reference", (problem) => {
    const { arms, method } = bestArm(problem.posteriors);
    expect(method).toBe("fraction");
    expect(arms.map(({ fraction }) => fraction)).toEqual(problem.exact);
    arms.forEach(({ value, errorBound }, arm) => {
      expect(value).toBe(Number(problem.p[arm]));
      expect(errorBound).toBe(0);
    });
  });

  test("they sum to exactly one, arms swap with their probabilities, and the maximum is that of k uniforms", () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 6 }), (arms) => {
        const fractions = bestArmFractions(arms);
        expect(fractions.reduce((sum, fraction) => sum.plus(fraction), Rational.zero).toString()).toBe("1");
        expect(bestArmFractions(arms.toReversed()).map(String)).toEqual(fractions.toReversed().map(String));
      }),
      { seed, numRuns: 60 },
    );
    for (let count = 1; count < 9; count++) {
      const uniforms = Array.from({ length: count }, () => ({ alpha: 1, beta: 1 }));
      expect(expectedMaximumFraction(uniforms).toString()).toBe(`${count}/${count + 1}`);
    }
  });
});

describe("by quadrature", () => {
  test.each(referenceProblems)("$id ($regime) holds 10⁻¹² of the reference, and its error bound", (problem) => {
    for (const withLosses of [false, true]) {
      const { arms } = bestArmByQuadrature(problem.posteriors, withLosses);
      arms.forEach((answer, arm) => {
        const logReference = problem.ln_p[arm];
        if (logReference !== null) expectToHold(answer, Number(logReference), 1e-12);
      });
      expect(Math.abs(sumOf(arms) - 1)).toBeLessThan(1e-13);
    }
  });

  test("a thousand arms in two groups", () => {
    interface Grouped {
      groups: { alpha: number; beta: number; count: number }[];
      ln_p: string[];
    }
    const cases = referenceCases<Grouped>("prob_best_grouped");
    expect(cases).toHaveLength(2);
    for (const { groups, ln_p } of cases) {
      const arms = groups.flatMap(({ count, ...arm }, group) => Array.from({ length: count }, () => ({ arm, group })));
      const answer = quadrature(arms.map(({ arm }) => arm));
      arms.forEach(({ group }, k) => expectToHold(answer[k], Number(ln_p[group]), 1e-12));
    }
  });

  const random = randomProblems();
  test("random problems of all families hold 5·10⁻¹² and their error bounds, losses and sums too", () => {
    expect(random).toHaveLength(1000);
    for (const [place, { name, posteriors, logProbabilities, losses }] of random.entries()) {
      const { arms, expectedLosses } = bestArmByQuadrature(posteriors, true);
      // Without losses the integral is another one, which takes as long.
      const plain = place % 4 === 0 ? bestArmByQuadrature(posteriors).arms : arms;
      logProbabilities.forEach((logReference, arm) => {
        if (logReference === null) expect(arms[arm].logValue, name).toBeLessThan(-1399);
        else for (const answer of [arms[arm], plain[arm]]) expectToHold(answer, logReference, 5e-12);
      });
      expect(Math.abs(sumOf(plain) - 1), name).toBeLessThan(1e-13);
      if (!losses || !expectedLosses) continue;
      const largest = losses.reduce((most: number, loss) => Math.max(most, loss ?? 0), 0);
      losses.forEach((loss, arm) => {
        const { value, errorBound } = expectedLosses[arm];
        expect(Math.abs(value - (loss ?? 0)), name).toBeLessThanOrEqual(errorBound);
        expect(errorBound, name).toBeLessThanOrEqual(4e-11 * (loss ?? 0) + 1e-24 * largest);
      });
    }
  });

  describe("the loss of an arm that is hardly below arms near 0", () => {
    const expectLoss = (posteriors: Posteriors, expected: number) => {
      const { value, errorBound } = bestArmByQuadrature(posteriors, true).expectedLosses!.at(-1)!;
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(errorBound);
      expect(Math.abs(value / expected - 1)).toBeLessThan(1e-12);
    };
    const beta = (...arms: [alpha: number, beta: number][]): Posteriors => ({ family: "beta", arms: pairs(arms) });

    test("is E[M²]/2 for a uniform arm beside one with the mean M", () => {
      for (const [a, b] of [
        [1_500_750.5, 467_964_000_000],
        [12.5, 3e9],
        [3000.25, 1e14],
      ]) {
        expectLoss(beta([a, b], [1, 1]), (a / (a + b) / (a + b + 1)) * ((a + 1) / 2));
      }
    });

    test("is E[M²]/2 − E[M³]/6 + E[M⁴]/24 for an exponential arm of rate 1 beside one near 0", () => {
      const [k, rate] = [1e6, 1e12];
      const [second, third, fourth] = [2, 3, 4].map((power) => {
        let moment = 1;
        for (let i = 0; i < power; i++) moment *= (k + i) / rate;
        return moment;
      });
      const arms = [
        { shape: k, rate },
        { shape: 1, rate: 1 },
      ];
      expectLoss({ family: "gamma", arms }, second / 2 - third / 6 + fourth / 24);
    });

    // By integration in mpmath, in two ways.
    test.each([
      [beta([1_500_750, 467_964_000_000], [1_499_736, 467_964_048_668], [1, 0.05]), 2.572188578755971e-13],
      [
        beta([51_372, 13_339_423_180], [65_142, 16_917_718_605], [47_374.3, 12_132_300_000], [1, 1]),
        7.62463385316567e-12,
      ],
    ])("of three and four arms: %j", (posteriors, expected) => expectLoss(posteriors, expected));
  });

  test("shapes of up to 10¹⁵: probabilities, losses and their error bounds", () => {
    const vast = randomProblems("vast");
    expect(vast).toHaveLength(90);
    for (const { name, posteriors, logProbabilities, losses } of vast) {
      const { arms, expectedLosses } = bestArmByQuadrature(posteriors, true);
      logProbabilities.forEach((logReference, arm) => expectToHold(arms[arm], logReference!, 1e-12));
      losses!.forEach((loss, arm) => {
        const { value, errorBound } = expectedLosses![arm];
        expect(Math.abs(value - loss!), name).toBeLessThanOrEqual(errorBound);
      });
    }
  });

  test("error bounds hold against exact rationals: any α, whole β, three hundred problems", () => {
    const arm = fc.record({ alpha: powerOfTen(-3, 9), beta: fc.integer({ min: 1, max: 12 }) });
    fc.assert(
      fc.property(fc.array(arm, { minLength: 2, maxLength: 4 }), (arms) => {
        const answers = quadrature(arms);
        bestArmOracle(arms).forEach(({ log }, k) => expectToHold(answers[k], log, 5e-12));
      }),
      { seed, numRuns: 300 },
    );
  });

  test("it agrees with exact fractions to 10⁻¹³, tails included", () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 2, maxLength: 6 }), (arms) => {
        const answer = quadrature(arms);
        bestArmFractions(arms).forEach((fraction, arm) =>
          expect(relativeError(answer[arm].value, fraction.toNumber())).toBeLessThan(1e-13),
        );
        expect(Math.abs(sumOf(answer) - 1)).toBeLessThan(2e-14);
      }),
      { seed, numRuns: 100 },
    );
  });

  test("parameters of 10⁻³…10⁹ side by side: permuting arms permutes probabilities, which sum to one", () => {
    fc.assert(
      fc.property(fc.array(anyBeta, { minLength: 2, maxLength: 7 }), (arms) => {
        const answer = quadrature(arms);
        const reversed = quadrature(arms.toReversed()).toReversed();
        answer.forEach(({ logValue, errorBound }, arm) => {
          expect(errorBound).toBeLessThan(1e-8);
          expect(logValue).toBeLessThanOrEqual(0);
          const difference = Math.abs(logValue - reversed[arm].logValue);
          expect(difference).toBeLessThan(2e-11 + 1e-13 * Math.abs(logValue));
        });
        expect(Math.abs(sumOf(answer) - 1)).toBeLessThan(1e-11);
      }),
      { seed, numRuns: 300 },
    );
  });

  const place = fc.oneof(fc.constant(0), fc.double({ min: -1e9, max: 1e9, noNaN: true }), powerOfTen(-6, 9));
  const scale = powerOfTen(-9, 9);
  const anyArm = {
    beta: anyBeta,
    normal: fc.record({ mean: place, standardDeviation: scale }),
    gamma: fc.record({ shape: powerOfTen(-3, 9), rate: scale }),
    "student-t": fc.record({ location: place, scale, degreesOfFreedom: powerOfTen(-1, 9) }),
  };
  test.each(Object.entries(anyArm))(
    "any %s arms that the schema takes have finite answers that sum to one",
    (family, arm) => {
      fc.assert(
        fc.property(fc.array(arm as fc.Arbitrary<object>, { minLength: 2, maxLength: 12 }), (arms) => {
          const parsed = Posteriors.safeParse({ family, arms });
          fc.pre(parsed.success);
          const answer = bestArm(parsed.data);
          for (const { value, logValue, errorBound, expectedLoss, expectedLossErrorBound } of answer.arms) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(logValue).toBeLessThanOrEqual(0);
            expect(logValue).toBeGreaterThan(-Infinity);
            expect(errorBound).toBeGreaterThanOrEqual(0);
            expect(errorBound).toBeLessThan(1e-9);
            if (expectedLoss === undefined) continue;
            expect(expectedLoss).toBeGreaterThanOrEqual(-expectedLossErrorBound!);
            expect(expectedLoss).toBeLessThan(Infinity);
          }
          expect(Math.abs(sumOf(answer.arms) - 1)).toBeLessThan(1e-11);
        }),
        { seed, numRuns: 150 },
      );
    },
  );

  test("arms with β = 1 share as their α, mirrored ones as their β", () => {
    fc.assert(
      fc.property(powerOfTen(-3, 9), powerOfTen(-3, 9), (one, other) => {
        const [powers] = quadrature(
          pairs([
            [one, 1],
            [other, 1],
          ]),
        );
        const [, mirrored] = quadrature(
          pairs([
            [1, one],
            [1, other],
          ]),
        );
        const share = one / (one + other);
        for (const { value, errorBound } of [powers, mirrored]) {
          expect(Math.abs(value - share)).toBeLessThanOrEqual(errorBound + 2 ** -51 * share);
        }
      }),
      { seed, numRuns: 1000 },
    );
  });

  test("identical arms share evenly: any parameters, up to a thousand arms", () => {
    fc.assert(
      fc.property(anyBeta, fc.constantFrom(2, 3, 10, 60), (arm, count) => {
        for (const { value } of quadrature(Array.from({ length: count }, () => arm))) {
          expect(relativeError(value * count, 1)).toBeLessThan(1e-12);
        }
      }),
      { seed, numRuns: 100 },
    );
    for (const arm of [
      { alpha: 1, beta: 1 },
      { alpha: 0.01, beta: 0.01 },
      { alpha: 1e8, beta: 1e8 },
      { alpha: 3, beta: 1e6 },
    ]) {
      const [{ value }] = quadrature(Array.from({ length: 1000 }, () => arm));
      expect(relativeError(value * 1000, 1)).toBeLessThan(1e-13);
    }
  });

  test("reflection turns the best of two into the worst; a better posterior is likelier best, another arm makes all less so", () => {
    fc.assert(
      fc.property(modestBeta, modestBeta, modestBeta, fc.double({ min: 1.1, max: 3, noNaN: true }), (a, b, c, more) => {
        const [first] = quadrature([a, b]);
        const flip = ({ alpha, beta: b0 }: BetaParameters) => ({ alpha: b0, beta: alpha });
        const [, flipped] = quadrature([flip(a), flip(b)]);
        expect(Math.abs(first.logValue - flipped.logValue)).toBeLessThan(2e-12 * (1 + Math.abs(first.logValue)));
        const [raised] = quadrature([{ alpha: a.alpha * more, beta: a.beta }, b]);
        const [lowered] = quadrature([{ alpha: a.alpha, beta: a.beta * more }, b]);
        expect(raised.logValue).toBeGreaterThanOrEqual(first.logValue - 1e-12);
        expect(lowered.logValue).toBeLessThanOrEqual(first.logValue + 1e-12);
        const [among] = quadrature([a, b, c]);
        expect(among.logValue).toBeLessThanOrEqual(first.logValue + 1e-12);
        // What the first two lose is what a third one gains.
        const [one, two, nothing] = quadrature([a, b, { alpha: 1e-3, beta: 1e9 }]);
        expect(one.value + two.value + nothing.value).toBeCloseTo(1, 12);
        expect(first.value - one.value).toBeLessThanOrEqual(nothing.value + 1e-12);
      }),
      { seed, numRuns: 150 },
    );
  });

  test("normal arms keep their probabilities under shifts and scales, gamma and Student arms under scales", () => {
    const place = fc.double({ min: -3, max: 3, noNaN: true });
    const width = powerOfTen(-2, 2);
    const two = <Each>(each: fc.Arbitrary<Each>) => fc.array(each, { minLength: 2, maxLength: 4 });
    const arm = fc.record({ place, width, shape: powerOfTen(-1, 4) });
    fc.assert(
      fc.property(two(arm), fc.integer({ min: -8, max: 8 }), (arms, power) => {
        const scale = 2 ** power;
        const normal = (k: number, shift: number): Posteriors => ({
          family: "normal",
          arms: arms.map((each) => ({ mean: k * (each.place + shift), standardDeviation: k * each.width })),
        });
        const gamma = (k: number): Posteriors => ({
          family: "gamma",
          arms: arms.map((each) => ({ shape: each.shape, rate: each.shape * each.width * k })),
        });
        const student = (k: number): Posteriors => ({
          family: "student-t",
          arms: arms.map((each) => ({ location: k * each.place, scale: k * each.width, degreesOfFreedom: each.shape })),
        });
        for (const [one, other] of [
          [normal(1, 0), normal(scale, 0)],
          [gamma(1), gamma(scale)],
          [student(1), student(scale)],
        ]) {
          const moved = bestArmByQuadrature(other, true);
          const still = bestArmByQuadrature(one, true);
          moved.arms.forEach(({ logValue }, k) => {
            const difference = Math.abs(logValue - still.arms[k].logValue);
            expect(difference).toBeLessThan(2e-12 + 1e-13 * Math.abs(logValue));
          });
        }
      }),
      { seed, numRuns: 100 },
    );
  });

  test("expected losses: two normals by their difference, exponentials by harmonic numbers, Student's by none for ν ≤ 1", () => {
    const [{ value: loss }] = bestArmByQuadrature(
      {
        family: "normal",
        arms: [
          { mean: 0, standardDeviation: 3 },
          { mean: 0, standardDeviation: 4 },
        ],
      },
      true,
    ).expectedLosses!;
    // E[(D)⁺] of D ~ N(0, 5²).
    expect(relativeError(loss, 5 / Math.sqrt(2 * Math.PI))).toBeLessThan(1e-14);
    const exponential = { shape: 1, rate: 0.25 };
    const { expectedLosses } = bestArmByQuadrature(
      { family: "gamma", arms: [exponential, exponential, exponential] },
      true,
    );
    // E max of three is (1 + 1/2 + 1/3)/λ, one of them is 1/λ.
    for (const { value } of expectedLosses!) expect(relativeError(value, (1 / 2 + 1 / 3) * 4)).toBeLessThan(1e-13);
    const heavy = bestArmByQuadrature(
      {
        family: "student-t",
        arms: [
          { location: 0, scale: 1, degreesOfFreedom: 1 },
          { location: 0, scale: 1, degreesOfFreedom: 5 },
        ],
      },
      true,
    );
    expect(heavy.expectedLosses).toBeUndefined();
    expect(heavy.arms[0].value).toBeCloseTo(0.5, 14);
  });

  test("expected losses agree with exact fractions, and an arm that is surely best costs next to nothing", () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 2, maxLength: 5 }), (arms) => {
        const maximum = expectedMaximumFraction(arms);
        const { expectedLosses } = bestArmByQuadrature(beta(arms), true);
        arms.forEach(({ alpha, beta: b }, k) => {
          const exact = maximum.minus(Rational.of(alpha, alpha + b)).toNumber();
          expect(Math.abs(expectedLosses![k].value - exact)).toBeLessThanOrEqual(expectedLosses![k].errorBound);
          expect(expectedLosses![k].errorBound).toBeLessThanOrEqual(1e-12 * exact + 1e-24);
        });
      }),
      { seed, numRuns: 100 },
    );
  });

  test("a probability far below 10⁻³⁰⁸ keeps its logarithm", () => {
    const arms = pairs([
      [1, 1200],
      [1200, 1],
    ]);
    const [fraction] = bestArmFractions(arms);
    const [{ value, logValue }] = quadrature(arms);
    expect(value).toBe(0);
    expect(Math.abs(logValue - fraction.log())).toBeLessThan(1e-13 * Math.abs(fraction.log()));
  });
});

describe("two arms in closed form", () => {
  test("agrees with exact fractions within its own bound, which is below 10⁻¹²", () => {
    const size = fc.integer({ min: 1, max: 400 });
    const arm = fc.record({ alpha: size, beta: size });
    fc.assert(
      fc.property(arm, arm, (one, other) => {
        const answers = bestOfTwo([one, other])!;
        bestArmFractions([one, other]).forEach((fraction, k) => {
          const { value, logValue, errorBound } = answers[k];
          const exact = fraction.toNumber();
          expect(Math.abs(value - exact)).toBeLessThanOrEqual(errorBound + UNIT * exact);
          if (exact > 1e-300) expect(errorBound / exact).toBeLessThan(1e-12);
          expect(Math.abs(logValue - fraction.log())).toBeLessThan(1e-12 * (1 + Math.abs(logValue)));
        });
      }),
      { seed, numRuns: 200 },
    );
  });

  test("serves real parameters where a sum is left, and is refused where none is", () => {
    const arms = [
      { alpha: 2.5, beta: 7 },
      { alpha: 0.75, beta: 3 },
    ];
    const answers = bestOfTwo([
      { alpha: 3, beta: 7.25 },
      { alpha: 4, beta: 3.5 },
    ])!;
    const expected = quadrature([
      { alpha: 3, beta: 7.25 },
      { alpha: 4, beta: 3.5 },
    ]);
    answers.forEach(({ value }, k) => expect(relativeError(value, expected[k].value)).toBeLessThan(1e-13));
    expect(bestOfTwo([arms[0], { alpha: 0.75, beta: 3.5 }])).toBeUndefined();
    const { method } = bestArmProbabilities([
      { alpha: 3, beta: 7.25 },
      { alpha: 4, beta: 3.5 },
    ]);
    expect(method).toBe("closed-form");
  });
});

describe("whole posteriors that change one at a time", () => {
  test("agree with exact fractions to 10⁻¹³ as a simulation goes on, and with those that are set at once", () => {
    const step = fc.record({ arm: fc.integer({ min: 0, max: 3 }), reward: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 90 }), (steps) => {
        const polynomial = new BestArmPolynomial(4);
        const arms = Array.from({ length: 4 }, () => ({ alpha: 1, beta: 1 }));
        const out = new Float64Array(4);
        for (const { arm, reward } of steps) {
          if (reward === 1) arms[arm].alpha++;
          else arms[arm].beta++;
          polynomial.set(arm, arms[arm].alpha, arms[arm].beta);
          expect(polynomial.fillProbabilities(out)).toBe(true);
        }
        bestArmFractions(arms).forEach((fraction, k) =>
          expect(relativeError(out[k], fraction.toNumber())).toBeLessThan(1e-13),
        );
      }),
      { seed, numRuns: 60 },
    );
  });

  test("are refused beyond 1024 points", () => {
    const polynomial = new BestArmPolynomial(2);
    polynomial.set(0, 600, 600);
    expect(polynomial.fillProbabilities(new Float64Array(2))).toBe(false);
  });
});
