import * as z from "zod";
import { exactProbability, type SelectionProbabilities } from "../law.ts";
import { Rational } from "../numerics/rational.ts";
import { definePolicy, type Policy, type Workload, stateNanoseconds } from "../policy.ts";
import { initialValueParameter, tieBreakParameter } from "../parameters.ts";
import { rewardSpaces } from "../reward-space.ts";
import { Coins } from "../random/coins.ts";
import type { Random } from "../random/random.ts";
import { Leaders, leadersNanoseconds } from "./leaders.ts";

const parameters = z.strictObject({
  epsilon: z.number().min(0).max(1).default(0.1).meta({ title: "exploration probability", symbol: "\\varepsilon" }),
  explore: z.enum(["all", "others"]).default("all").meta({
    title: "explore among",
    description: "All arms, or the arms without the highest mean (all arms, if all have it).",
  }),
  initialValue: initialValueParameter,
  tieBreak: tieBreakParameter,
});

/**
 * ε-greedy: with probability ε an arm chosen uniformly at random, otherwise an arm with the highest sample mean so far.
 *
 *   π(a) = ε·1[a ∈ E]/|E| + (1 − ε)·1[a ∈ G]/|G|,   A* = argmax Q(a)
 *
 * E is the set of all arms, or with explore = "others" those outside A* (all, if none is left); G is A*, or its first
 * arm with tieBreak = "first". For fixed ε > 0 regret grows linearly in t. Sutton & Barto (2018) §2.2–2.4.
 */
export const epsilonGreedy = definePolicy({
  kind: "epsilon-greedy",
  label: "ε-greedy",
  rule: "With probability ε plays an arm chosen uniformly at random, otherwise an arm with the highest sample mean so far.",
  formula: String.raw`\pi(a) = \frac{\varepsilon}{K} + (1 - \varepsilon)\,\frac{\mathbf 1[a \in A^*]}{|A^*|}, \qquad A^* = \operatorname*{argmax}_a Q(a)`,
  source: "Sutton & Barto (2018), Reinforcement Learning, §2.2–2.4",
  exactness: "a fraction, and a formula in ε",
  parameters,
  variants: [
    { epsilon: 0.37, explore: "others" },
    { epsilon: 1, tieBreak: "first" },
    { epsilon: 0, initialValue: 2 },
  ],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: (given, workload) => 19 + scanNanoseconds(workload) + leadersNanoseconds(given, workload),
    decision: stateNanoseconds,
  },
  blockWeight: () => ({ fixed: 32, perArm: 1 }),
  create: (given, { statistics }) =>
    new EpsilonGreedy(given, new Leaders(statistics, given.initialValue, given.tieBreak)),
});

/** Time for scanning all arms for a new leader, which happens more often the less the best arm stands out. */
function scanNanoseconds({ armCount, largestMean, meanReward, deviation }: Workload): number {
  const lead = (3 * (largestMean - meanReward)) / Math.max(1e-3, deviation);
  return armCount * (0.05 + 0.25 / (1 + lead * lead));
}

class EpsilonGreedy implements Policy {
  readonly #epsilon: number;
  readonly #coin: Coins;
  readonly #exploresAll: boolean;
  readonly #leaders: Leaders;

  constructor({ epsilon, explore }: z.output<typeof parameters>, leaders: Leaders) {
    this.#epsilon = epsilon;
    this.#coin = new Coins([epsilon]);
    this.#exploresAll = explore === "all";
    this.#leaders = leaders;
  }
  reset() {
    this.#leaders.rebuild();
  }
  select(random: Random) {
    if (this.#coin.flip(0, random) === 0) return this.#leaders.pick(random);
    return this.#exploresAll ? random.below(this.#leaders.armCount) : this.#pickOther(random);
  }
  update(arm: number) {
    this.#leaders.refresh(arm);
  }
  selectionProbabilities(): SelectionProbabilities {
    const armCount = this.#leaders.armCount;
    const greedy = new Set(this.#leaders.all);
    const exploited = new Set(this.#leaders.chosen);
    const explored = this.#exploresAll || greedy.size === armCount ? armCount : armCount - greedy.size;
    const epsilon = Rational.fromDecimal(this.#epsilon);
    const arms = Array.from({ length: armCount }, (_, arm) => {
      const exploit = exploited.has(arm) ? Rational.of(1, exploited.size) : Rational.zero;
      const explore = explored === armCount || !greedy.has(arm) ? Rational.of(1, explored) : Rational.zero;
      const slope = explore.minus(exploit);
      return exactProbability(exploit.plus(epsilon.times(slope)), linear(exploit, slope, "ε"));
    });
    return { method: "closed-form", arms };
  }
  armValues() {
    return { kind: "index" as const, values: this.#leaders.means };
  }
  fillProbabilities(out: Float64Array) {
    const leaders = this.#leaders;
    const exploresAll = this.#exploresAll || leaders.count === out.length;
    const share = this.#epsilon / (exploresAll ? out.length : out.length - leaders.count);
    // A loop: `fill` would take longer than the rest for few arms.
    for (let arm = 0; arm < out.length; arm++) out[arm] = share;
    if (!exploresAll) for (const leader of leaders.all) out[leader] = 0;
    leaders.addEvenly(1 - this.#epsilon, out);
  }

  /** Draws an arm that does not lead. The leaders are in ascending order, so the draw can step over them. */
  #pickOther(random: Random): number {
    const { all, armCount } = this.#leaders;
    if (all.length === armCount) return random.below(armCount);
    let arm = random.below(armCount - all.length);
    for (const leader of all) if (arm >= leader) arm++;
    return arm;
  }
}

/** Writes a constant plus a multiple of a symbol: "1 − ε/2". */
function linear(constant: Rational, slope: Rational, symbol: string): string {
  if (slope.isZero) return constant.toString();
  const negative = slope.numerator < 0n;
  const multiple = negative ? -slope.numerator : slope.numerator;
  const term = (multiple === 1n ? "" : multiple) + symbol + (slope.denominator === 1n ? "" : `/${slope.denominator}`);
  if (constant.isZero) return negative ? `−${term}` : term;
  return `${constant.toString()} ${negative ? "−" : "+"} ${term}`;
}
