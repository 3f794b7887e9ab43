import { expect, test } from "vitest";
import { FRACTION_BITS, fixedMultiply, fixedRational } from "../numerics/fixed-point.ts";
import { Rational } from "../numerics/rational.ts";
import { stream } from "../random/streams.ts";
import { createPolicy } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

const ONE = 1n << FRACTION_BITS;
const fixed = (value: number) => fixedRational(Rational.fromDouble(value));
const divide = (a: bigint, b: bigint) => (a << FRACTION_BITS) / b;

/** exp of a fixed-point value: the Taylor series of a 2⁸-th of it, squared eight times. */
function exponential(value: bigint): bigint {
  const part = value / 256n;
  let [sum, term] = [ONE, ONE];
  for (let k = 1n; term !== 0n && term !== -1n; k++) {
    term = fixedMultiply(term, part) / k;
    sum += term;
  }
  for (let square = 0; square < 8; square++) sum = fixedMultiply(sum, sum);
  return sum;
}

/** The rule as it is written down, in 96 decimals: weights, not logarithms. */
class ExactExp3 {
  readonly #gamma: bigint;
  readonly #weights: bigint[];

  constructor(gamma: number, armCount: number) {
    this.#gamma = fixedRational(Rational.fromDecimal(gamma));
    this.#weights = Array.from({ length: armCount }, () => ONE);
  }
  probabilities(): bigint[] {
    const sum = this.#weights.reduce((total, weight) => total + weight);
    const floor = this.#gamma / BigInt(this.#weights.length);
    return this.#weights.map((weight) => fixedMultiply(ONE - this.#gamma, divide(weight, sum)) + floor);
  }
  update(arm: number, reward: number) {
    const scaled = divide(fixedMultiply(this.#gamma, fixed(reward)), this.probabilities()[arm]);
    const step = scaled / BigInt(this.#weights.length);
    this.#weights[arm] = fixedMultiply(this.#weights[arm], exponential(step));
  }
}

test.each([
  [0.1, 2, "binary"],
  [0.1, 5, "any in [0, 1]"],
  [0.9, 3, "any in [0, 1]"],
  [0.01, 4, "binary"],
  [0.3, 3, "any in [−2, 2]"],
] as const)(
  "with γ = %f, %i arms and rewards %s, the error bound holds after every pull",
  (gamma, armCount, rewards) => {
    const statistics = new ArmStatistics(armCount);
    const policy = createPolicy({ kind: "exp3", gamma }, { statistics });
    const exact = new ExactExp3(gamma, armCount);
    const random = stream(`${gamma} ${armCount}`, "reward", "");
    for (let pull = 0; pull < 150; pull++) {
      const arm = policy.select(random);
      const uniform = random.uniform();
      const reward =
        rewards === "binary"
          ? Number(uniform < (arm + 1) / 6)
          : rewards === "any in [0, 1]"
            ? uniform
            : 4 * uniform - 2;
      policy.update(arm, reward, noRandom);
      exact.update(arm, reward);
      const law = exact.probabilities();
      policy.selectionProbabilities().arms.forEach(({ value, errorBound }, each) => {
        const error = Math.abs(Number(fixed(value) - law[each])) / Number(ONE);
        expect(error).toBeLessThanOrEqual(errorBound + 2 ** -53 * value);
        // Only rewards outside [0, 1] can make an error grow.
        expect(errorBound).toBeLessThan(rewards === "any in [−2, 2]" ? 1 : 1e-11);
      });
    }
  },
);

test("without a reward, or with γ = 1, the law is exactly even", () => {
  for (const [gamma, reward] of [
    [0.1, 0],
    [1, 1],
  ]) {
    const policy = createPolicy({ kind: "exp3", gamma }, { statistics: new ArmStatistics(3) });
    policy.update(1, reward, noRandom);
    policy.update(2, reward, noRandom);
    expect(policy.selectionProbabilities().arms.map(({ fraction }) => fraction)).toEqual(["1/3", "1/3", "1/3"]);
  }
});

test("a reward raises the arm that paid it, by more the less likely it was", () => {
  const policy = createPolicy({ kind: "exp3", gamma: 0.2 }, { statistics: new ArmStatistics(2) });
  policy.update(0, 1, noRandom);
  // w₀ = exp(0.2/(2·½)), so π₀ = 0.8·w₀/(w₀ + 1) + 0.1.
  const weight = Math.exp(0.2);
  const likely = (0.8 * weight) / (weight + 1) + 0.1;
  expect(policy.selectionProbabilities().arms[0].value).toBeCloseTo(likely, 15);
  policy.update(1, 1, noRandom);
  const other = Math.exp(0.2 / (2 * (1 - likely)));
  expect(other).toBeGreaterThan(weight);
  expect(policy.selectionProbabilities().arms[1].value).toBeCloseTo((0.8 * other) / (weight + other) + 0.1, 15);
});
