import jstat from "jstat";
import { describe, expect, test } from "vitest";
import type { Posteriors } from "../family.ts";
import { stream } from "../../random/streams.ts";
import { randomProblems } from "../../testing/random-problems.ts";
import { referenceCases, relativeError } from "../../testing/reference.ts";
import { BestNormalSum } from "./best-normal-sum.ts";
import { bestNormal } from "./best-normal.ts";
import { normalTailRatio } from "../kernels/normal-kernel.ts";
import { fastTailRatio, normalTail } from "./normal-tail.ts";
import { Rational } from "../../numerics/rational.ts";

type Normals = Extract<Posteriors, { family: "normal" }>["arms"];

/** Of doubles, whose squares are exact as fractions. */
function exactLaw(arms: Normals) {
  return bestNormal(
    arms.map(({ mean, standardDeviation }) => {
      const deviation = Rational.fromDouble(standardDeviation);
      return { mean: Rational.fromDouble(mean), variance: deviation.times(deviation) };
    }),
  );
}

function sumOf(arms: Normals): Float64Array | undefined {
  const out = new Float64Array(arms.length);
  const means = Float64Array.from(arms, ({ mean }) => mean);
  const deviations = Float64Array.from(arms, ({ standardDeviation }) => standardDeviation);
  return new BestNormalSum(arms.length).fill(means, deviations, out) ? out : undefined;
}

interface BestCase {
  family: string;
  arms: { mean: number; sd: number }[];
  p: string[];
  ln_p: (string | null)[];
}

const given = referenceCases<BestCase>("prob_best")
  .filter(({ family }) => family === "normal")
  .map(({ id, arms, ln_p }) => ({
    name: id,
    arms: arms.map(({ mean, sd }) => ({ mean, standardDeviation: sd })),
    logs: ln_p.map((text) => (text === null ? null : Number(text))),
  }));
const drawn = randomProblems()
  .filter(({ posteriors }) => posteriors.family === "normal")
  .map(({ name, posteriors, logProbabilities }) => ({
    name,
    arms: posteriors.arms as Normals,
    logs: logProbabilities,
  }));

test("there are hundreds of problems", () => expect(given.length + drawn.length).toBeGreaterThan(200));

describe.each([...given, ...drawn])("P(best) of normals: $name", ({ arms, logs }) => {
  test("is that of mpmath, within the bound", () => {
    exactLaw(arms).arms.forEach(({ value, logValue, errorBound }, arm) => {
      const log = logs[arm];
      if (log === null) return;
      const known = value > 1e-290 ? errorBound / value : 1e-11;
      expect(Math.abs(logValue - log)).toBeLessThanOrEqual(known + 4e-15 * Math.max(1, Math.abs(log)));
      expect(errorBound).toBeLessThanOrEqual(1e-10 * value + Number.MIN_VALUE);
      // The table's logarithm is a double: its exponential is off by as much as that is rounded.
      const rounding = 2 ** -52 * (2 + Math.abs(log)) * Math.exp(log);
      expect(Math.abs(value - Math.exp(log))).toBeLessThanOrEqual(errorBound + rounding + Number.MIN_VALUE);
    });
  });

  test("is the same as a sum on a grid, where it has one", () => {
    const values = sumOf(arms);
    if (!values) return;
    logs.forEach((log, arm) => {
      if (log === null || log < -600) return;
      expect(relativeError(values[arm], Math.exp(log))).toBeLessThan(1e-13 + 4e-15 * Math.abs(log));
    });
  });
});

test("the grid has nearly every problem of scales within a factor of thirty", () => {
  const near = [...given, ...drawn].filter(({ arms }) => {
    const deviations = arms.map(({ standardDeviation }) => standardDeviation);
    return Math.max(...deviations) < 30 * Math.min(...deviations) && arms.length <= 20;
  });
  expect(near.length).toBeGreaterThan(30);
  const summed = near.filter(({ arms }) => sumOf(arms) !== undefined);
  expect(summed.length / near.length).toBeGreaterThan(0.7);
});

test("the tail of the normal distribution is right to 10⁻¹⁴ by Mills' ratio, and its table to 5·10⁻¹⁵", () => {
  for (let z = 0; z < 30; z += 0.0371) {
    expect(relativeError(fastTailRatio(z), normalTailRatio(z))).toBeLessThan(5e-15);
    if (z < 6) expect(Math.abs(normalTail(z) - jstat.jStat.normal.cdf(-z, 0, 1))).toBeLessThan(2 ** -51);
  }
  // 1 − Φ(1), 1 − Φ(5) and 1 − Φ(20), Abramowitz & Stegun, tables 26.1 and 26.2 and their asymptotic series.
  expect(relativeError(normalTail(1), 0.15865525393145705)).toBeLessThan(1e-15);
  expect(relativeError(normalTail(5), 2.866515718791939e-7)).toBeLessThan(1e-14);
  expect(relativeError(normalTail(20), 2.753624118606234e-89)).toBeLessThan(1e-13);
});

describe("fractions", () => {
  const normal = (mean: Rational, variance: Rational) => ({ mean, variance });
  const [third, half] = [Rational.of(1, 3), Rational.of(1, 2)];

  test("arms that are alike share evenly, and so do two arms of the same mean with any variances", () => {
    const alike = Array.from({ length: 3 }, () => normal(third, half));
    expect(bestNormal(alike).arms.map(({ fraction }) => fraction)).toEqual(["1/3", "1/3", "1/3"]);
    const two = [normal(third, half), normal(third, third)];
    expect(bestNormal(two).arms.map(({ fraction }) => fraction)).toEqual(["1/2", "1/2"]);
    expect(bestNormal([normal(third, half)]).arms.map(({ fraction }) => fraction)).toEqual(["1"]);
  });

  test("three of the same mean are not alike where a variance differs", () => {
    const law = bestNormal([normal(third, half), normal(third, half), normal(third, third)]);
    expect(law.method).toBe("quadrature");
    expect(law.arms[2].value).toBeLessThan(1 / 3);
    expect(law.arms[0].value).toBe(law.arms[1].value);
  });
});

test("means are measured from the sharpest arm without rounding", () => {
  const ofDeviation = (mean: Rational, deviation: number) => {
    const exact = Rational.fromDecimal(deviation);
    return { mean, variance: exact.times(exact) };
  };
  const third = Rational.of(1, 3);
  const { arms } = bestNormal([
    ofDeviation(Rational.zero, 9e-6),
    ofDeviation(third, 1e-5),
    ofDeviation(third.plus(Rational.fromDecimal(1e-5)), 1e-5),
  ]);
  // Doubles near 1/3 are 5·10⁻¹⁷ apart, 5·10⁻¹² deviations. The first arm has no chance.
  const exact = normalTail(Math.SQRT1_2);
  expect(Math.abs(arms[1].value - exact)).toBeLessThanOrEqual(arms[1].errorBound + 2 ** -51 * exact);
  expect(arms[1].errorBound).toBeLessThan(3e-13);
});

test("an arm far beyond any integral has probability 0, and leaves the others theirs", () => {
  const arms = [
    { mean: 0, standardDeviation: 1 },
    { mean: 0.5, standardDeviation: 2 },
  ];
  const [one, other] = exactLaw(arms).arms;
  const law = exactLaw([...arms, { mean: -1e9, standardDeviation: 1e-9 }, { mean: -1e9, standardDeviation: 1 }]).arms;
  expect(relativeError(law[0].value, one.value)).toBeLessThan(1e-13);
  expect(relativeError(law[1].value, other.value)).toBeLessThan(1e-13);
  for (const { value, logValue, errorBound } of law.slice(2)) {
    expect(value).toBe(0);
    expect(logValue).toBeLessThan(-1e16);
    expect(errorBound).toBe(Number.MIN_VALUE);
  }
  const alone = exactLaw([{ mean: 1e9, standardDeviation: 1e-9 }, ...arms]).arms;
  expect(alone.map(({ value }) => value)).toEqual([1, 0, 0]);
});

test("sums on a grid sum to one, and permuting arms permutes them", () => {
  const random = stream("grid", "reward", "");
  for (const armCount of [2, 3, 7, 40]) {
    const arms = Array.from({ length: armCount }, () => ({
      mean: 2 * random.uniform(),
      standardDeviation: 0.2 + random.uniform(),
    }));
    const values = sumOf(arms)!;
    const reversed = sumOf(arms.toReversed())!;
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-14);
    values.forEach((value, arm) => expect(relativeError(reversed[armCount - 1 - arm], value)).toBeLessThan(1e-13));
  }
});
