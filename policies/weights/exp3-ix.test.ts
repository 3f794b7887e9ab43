import { describe, expect, test } from "vitest";
import { decimalOf, Rational } from "../numerics/rational.ts";
import type { Random } from "../random/random.ts";
import { stream } from "../random/streams.ts";
import { createPolicy } from "../registry.ts";
import type { Seen } from "../seen.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";
import { noRandom } from "../testing/needs.ts";

/** Bits behind the point: 96 decimals and more, and as many as shares of e^(−1200) take to be told. */
const [SOME, MANY] = [400n, 2600n];

/** Fixed-point arithmetic of so many bits, and the rule as it is written down: estimated losses and their weights. */
class ExactExp3Ix {
  readonly #bits: bigint;
  readonly #one: bigint;
  readonly #eta: bigint;
  readonly #gamma: bigint;
  readonly #losses: bigint[];

  constructor(eta: number, gamma: number, armCount: number, bits: bigint) {
    this.#bits = bits;
    this.#one = 1n << bits;
    this.#eta = this.of(eta);
    this.#gamma = this.of(gamma);
    this.#losses = Array.from({ length: armCount }, () => 0n);
  }
  /** The decimal that was written for a number. */
  of(value: number): bigint {
    const { digits, places } = decimalOf(value);
    return (digits << this.#bits) / 10n ** BigInt(places);
  }
  /** |value − probability| of a double. */
  errorOf(value: number, probability: bigint): number {
    const { numerator, denominator } = Rational.fromDouble(value);
    const difference = (numerator << this.#bits) / denominator - probability;
    return this.double(difference < 0n ? -difference : difference);
  }
  double(value: bigint): number {
    return this.#bits > 1000n ? Number((value << 1000n) >> this.#bits) / 2 ** 1000 : Number(value) / Number(this.#one);
  }
  probabilities(): bigint[] {
    const least = this.#losses.reduce((one, other) => (other < one ? other : one));
    const weights = this.#losses.map((loss) => this.#exponential(-this.#times(this.#eta, loss - least)));
    const sum = weights.reduce((total, weight) => total + weight);
    return weights.map((weight) => this.#over(weight, sum));
  }
  /** @param reported π at the time of the pull, where it is not that of now */
  update(arm: number, reward: number, reported = this.probabilities()[arm]) {
    const divisor = reported + this.#gamma;
    // A share below 2^−bits is lost for good: its weight is e^(−10⁵) at most, which no test can notice.
    this.#losses[arm] += divisor === 0n ? this.#one << 100n : this.#over(this.#one - this.of(reward), divisor);
  }
  #times(one: bigint, other: bigint): bigint {
    return (one * other) >> this.#bits;
  }
  #over(one: bigint, other: bigint): bigint {
    return (one << this.#bits) / other;
  }
  /** exp of x ≤ 0: the Taylor series of a 2³²-th of it, squared 32 times with bits to spare. */
  #exponential(x: bigint): bigint {
    // e^(−2000) is below any unit.
    if (x < -2000n * this.#one) return 0n;
    const spare = 64n;
    const one = this.#one << spare;
    const part = (x << spare) >> 32n;
    let [sum, term] = [one, one];
    for (let k = 1n; term !== 0n && term !== -1n; k++) {
      term = ((term * part) >> (this.#bits + spare)) / k;
      sum += term;
    }
    for (let square = 0; square < 32; square++) sum = (sum * sum) >> (this.#bits + spare);
    return sum >> spare;
  }
}

const rewardsOf = { binary: (u: number) => Math.round(u), unit: (u: number) => Math.round(u * 1000) / 1000 };

interface Play {
  eta: number;
  gamma: number;
  armCount: number;
  rewards: keyof typeof rewardsOf;
  pulls: number;
  bits: bigint;
  chosen: (policy: { select(random: Random): number }, random: Random) => number;
}

/** Plays by a rule of its own, and holds every law against the exact one; returns the largest bound that was given. */
function largestBound({ eta, gamma, armCount, rewards, pulls, bits, chosen }: Play, isQuestion: boolean): number {
  const policy = createPolicy({ kind: "exp3-ix", eta, gamma }, { statistics: new ArmStatistics(armCount), isQuestion });
  const exact = new ExactExp3Ix(eta, gamma, armCount, bits);
  const random = stream(`${eta} ${gamma} ${armCount} ${rewards}`, "reward", "");
  let largest = 0;
  for (let pull = 0; pull < pulls; pull++) {
    const arm = chosen(policy, random);
    const reward = rewardsOf[rewards](random.uniform());
    policy.update(arm, reward, noRandom);
    exact.update(arm, reward);
    const law = exact.probabilities();
    policy.selectionProbabilities().arms.forEach(({ value, errorBound }, each) => {
      const where = `arm ${each} after ${pull + 1} pulls: ${value}, exactly ${exact.double(law[each])}`;
      const error = exact.errorOf(value, law[each]);
      expect(error, where).toBeLessThanOrEqual(errorBound + 2 ** -53 * value);
      largest = Math.max(largest, errorBound);
    });
  }
  return largest;
}

const onPolicy: Play["chosen"] = (policy, random) => policy.select(random);
const offPolicy =
  (armCount: number): Play["chosen"] =>
  (_, random) =>
    random.below(armCount);

describe("the error bound holds after every pull", () => {
  test.each([
    [0.1, 0.05, 2, "binary"],
    [0.1, 0.05, 5, "unit"],
    [0.01, 0, 3, "unit"],
    [1, 0.5, 4, "binary"],
  ] as const)("of its own choice: η = %f, γ = %f, %i arms, %s rewards", (eta, gamma, armCount, rewards) => {
    const play = { eta, gamma, armCount, rewards, pulls: 120, bits: SOME, chosen: onPolicy };
    expect(largestBound(play, false)).toBeLessThan(0.1);
    expect(largestBound(play, true)).toBeLessThan(1e-15);
  });

  test.each([
    [0.1, 0.05, 3, "binary", 120],
    [0.1, 0, 2, "binary", 60],
    [0.5, 0, 3, "unit", 60],
    [10, 0, 2, "unit", 40],
    [10, 1e-9, 3, "binary", 40],
  ] as const)("of arbitrary pulls: η = %f, γ = %f, %i arms, %s rewards", (eta, gamma, armCount, rewards, pulls) => {
    const play = { eta, gamma, armCount, rewards, pulls, bits: MANY, chosen: offPolicy(armCount) };
    largestBound(play, false);
    expect(largestBound(play, true)).toBeLessThan(1e-12);
  });
});

test.each([
  [false, 400],
  [true, 1000],
])(
  "losses amplify rounding, which the bound follows until it says nothing: question %s, %i pulls",
  (isQuestion, pulls) => {
    const play = { eta: 2, gamma: 0.3, armCount: 2, rewards: "binary", pulls, bits: SOME, chosen: onPolicy } as const;
    expect(largestBound(play, isQuestion)).toBeGreaterThan(0.1);
  },
);

test("without a loss, or for one arm, the law is exactly even", () => {
  for (const isQuestion of [false, true]) {
    const policy = createPolicy(
      { kind: "exp3-ix", eta: 0.1, gamma: 0 },
      { statistics: new ArmStatistics(3), isQuestion },
    );
    policy.update(1, 1, noRandom);
    expect(policy.selectionProbabilities().arms.map(({ fraction }) => fraction)).toEqual(["1/3", "1/3", "1/3"]);
  }
});

test("an arm that is lost has probability 0, and comes back when no other is left to lose", () => {
  for (const isQuestion of [false, true]) {
    const policy = createPolicy(
      { kind: "exp3-ix", eta: 10, gamma: 0 },
      { statistics: new ArmStatistics(2), isQuestion },
    );
    // L̂₀ = 2, π₀ = 1/(1 + e²⁰): L̂₀ = 2 + 1 + e²⁰, and so on to e^(e^(e²⁰)).
    for (let pull = 0; pull < 4; pull++) policy.update(0, 0, noRandom);
    const [lost, sure] = policy.selectionProbabilities().arms;
    expect(lost).toEqual({ value: 0, logValue: -Infinity, errorBound: Number.MIN_VALUE });
    expect(sure.value).toBe(1);
    for (let pull = 0; pull < 5000; pull++) policy.update(1, 0, noRandom);
    expect(policy.selectionProbabilities().arms.map(({ value }) => value)).toEqual([0, 1]);
  }
});

describe("answers that come late are divided by the probability at the time of the pull", () => {
  const late = [
    { kind: "exp3-ix", eta: 0.5, gamma: 0.25 },
    { kind: "exp3", gamma: 0.2 },
  ] as const;
  test.each(late.flatMap((spec) => [false, true].map((isQuestion) => ({ spec, isQuestion }))))(
    "two pulls of two arms, reported after both: $spec.kind, question $isQuestion",
    ({ spec, isQuestion }) => {
      const seen = { statistics: new ArmStatistics(2), isQuestion, propensity: Number.NaN } satisfies Seen;
      const policy = createPolicy(spec, seen);
      const tell = (arm: number, reward: number, propensity: number) => {
        seen.propensity = propensity;
        seen.statistics.record(arm, reward);
        policy.update(arm, reward, noRandom);
        seen.propensity = Number.NaN;
      };
      // Both arms were pulled when each had 1/2; only then the answers come: 1/4 of the first, 0.75 of the second.
      tell(0, 0.25, 0.5);
      tell(1, 0.75, 0.5);
      // Exp3-IX: L̂ = (3/4)/(3/4) = 1 and (1/4)/(3/4) = 1/3. Exp3: ln w = (1/5)·x/(2·1/2) = 1/20 and 3/20.
      const odds = spec.kind === "exp3-ix" ? Math.exp(-0.5 * (1 - 1 / 3)) : Math.exp(1 / 20 - 3 / 20);
      const share = odds / (1 + odds);
      const expected = spec.kind === "exp3-ix" ? share : 0.8 * share + 0.1;
      const [{ value, errorBound }] = policy.selectionProbabilities().arms;
      expect(Math.abs(value - expected)).toBeLessThan(1e-15);
      expect(errorBound).toBeLessThan(1e-13);
      // The next answer is that of the last pull: the present law counts again.
      policy.update(0, 0.5, noRandom);
      const next =
        spec.kind === "exp3-ix"
          ? Math.exp(-0.5 * (1 + 0.5 / (expected + 0.25) - 1 / 3))
          : Math.exp(1 / 20 + 0.1 / (2 * expected) - 3 / 20);
      const after = next / (1 + next);
      expect(policy.selectionProbabilities().arms[0].value).toBeCloseTo(
        spec.kind === "exp3-ix" ? after : 0.8 * after + 0.1,
        14,
      );
    },
  );
});

test("permuting the arms of a question permutes its answer", () => {
  const lawOf = (place: readonly number[]) => {
    const policy = createPolicy(
      { kind: "exp3-ix", eta: 0.3, gamma: 0.01 },
      { statistics: new ArmStatistics(4), isQuestion: true },
    );
    const random = stream("permuted", "reward", "");
    for (let pull = 0; pull < 100; pull++) policy.update(place[random.below(4)], random.below(11) / 10, noRandom);
    const { arms } = policy.selectionProbabilities();
    return place.map((arm) => arms[arm].value);
  };
  const law = lawOf([0, 1, 2, 3]);
  for (const place of [
    [3, 2, 1, 0],
    [1, 3, 0, 2],
  ])
    expect(lawOf(place)).toEqual(law);
});
