import { pow } from "../numerics/elementary.ts";
import { z } from "zod";
import { evenShares, indexSelectionTable } from "../index-selection-table.ts";
import { GittinsBracket } from "../numerics/gittins-index.ts";
import { evenlyAmong } from "../numerics/probability.ts";
import { definePolicy, type Policy, type TieBreak, tieBreakParameter } from "../policy.ts";
import { betaPosterior } from "../posteriors/beta.ts";
import type { Random } from "../random/random.ts";
import type { ArmStatistics } from "../statistics.ts";
import { GittinsBounds, gittinsBoundsNanoseconds, gittinsIndicesLeft } from "./gittins-bounds.ts";
import { type GittinsTable, gittinsTable } from "./gittins-table.ts";
import { shapeParameter } from "../posteriors/family.ts";

/** Indices that agree to this, relatively, are a tie: they are known to 10⁻¹². */
const TIE_TOLERANCE = 2e-12;

const parameters = z.strictObject({
  discount: z.number().min(0).max(0.99).default(0.9).meta({
    title: "discount",
    symbol: "\\gamma",
    description: "What a reward is worth one pull later. 0 is greedy on the posterior means; near 1 takes longer.",
  }),
  alpha: shapeParameter().default(1).meta({ title: "prior successes", symbol: "\\alpha" }),
  beta: shapeParameter().default(1).meta({ title: "prior failures", symbol: "\\beta" }),
  tieBreak: tieBreakParameter,
});

/**
 * Gittins: the arm with the highest Gittins index of its Beta posterior. No policy has a larger expected discounted sum of
 * rewards over an endless future, averaged over means drawn from the prior.
 *
 *   A_t = argmax I(α + s_a, β + n_a − s_a),   I = sup_τ E[Σ_{t<τ} γᵗ·r_t] / E[Σ_{t<τ} γᵗ]
 *
 * Rewards are 0 or 1. Equal posteriors tie, and so do indices that agree to 2·10⁻¹² relatively. Indices are bracketed, and
 * only as narrowly as it takes to tell the leaders: a new state costs some 10 µs, close rivals up to 2 ms at γ = 0.9 and
 * 100 ms at 0.99; states seen before are remembered. Gittins (1979).
 */
export const gittins = definePolicy({
  kind: "gittins",
  label: "Gittins",
  rule: "The arm with the highest Gittins index of its Beta posterior: optimal for discounted rewards without end.",
  formula: String.raw`A_t = \operatorname*{argmax}_a I(\alpha + s_a,\; \beta + n_a - s_a), \qquad I = \sup_{\tau \ge 1} \frac{\mathbb E \sum_{t < \tau} \gamma^t r_t}{\mathbb E \sum_{t < \tau} \gamma^t}`,
  source: "Gittins (1979); Gittins, Glazebrook & Weber (2011), Multi-armed bandit allocation indices, §8",
  exactness: "a fraction: 1/(number of arms with the highest index); indices that agree to 2·10⁻¹² are tied",
  parameters,
  needs: { belief: "counts", rewards: "binary" },
  pullNanoseconds: (armCount) => 400 + 8 * armCount,
  create: ({ discount, alpha, beta, tieBreak }, { statistics }) =>
    new Gittins(gittinsTable({ alpha, beta }, discount), tieBreak, statistics),
  firstDecisionNanoseconds: ({ discount }, armCount) => armCount * indexNanoseconds(discount),
  tabulate: ({ discount, alpha, beta, tieBreak }, armCount, mostPulls) =>
    indexSelectionTable({
      armCount,
      mostPulls,
      bounds: () => new GittinsBounds({ alpha, beta }, discount, mostPulls),
      shares: evenShares(tieBreak),
      policyOn: (statistics) => new Gittins(gittinsTable({ alpha, beta }, discount), tieBreak, statistics),
      nanosecondsToCreate:
        gittinsBoundsNanoseconds(discount, mostPulls) +
        gittinsIndicesLeft(discount, mostPulls) * indexNanoseconds(discount),
      bytes: STATE_BYTES * (mostPulls * mostPulls),
    }),
  posteriors: ({ alpha, beta }, { pulls, rewardSums }) =>
    Array.from(pulls, (count, arm) => betaPosterior({ alpha, beta }, count, rewardSums[arm])),
});

/** Of bounds and brackets of the T²/2 states of an arm. */
const STATE_BYTES = 100;

/** What a final bracket takes, roughly: a pass looks ahead as far as the discount leaves 10⁻¹². */
function indexNanoseconds(discount: number): number {
  return 15 * pow(28 / (1 - discount), 2);
}

class Gittins implements Policy {
  readonly #table: GittinsTable;
  readonly #tieBreak: TieBreak;
  readonly #statistics: ArmStatistics;
  readonly #brackets: GittinsBracket[];
  /** The arms with the highest index, ascending; undefined when a pull has come since they were found. */
  #leaders: number[] | undefined;

  constructor(table: GittinsTable, tieBreak: TieBreak, statistics: ArmStatistics) {
    this.#table = table;
    this.#tieBreak = tieBreak;
    this.#statistics = statistics;
    const untried = table.bracket(0, 0);
    this.#brackets = Array.from({ length: statistics.armCount }, () => untried);
    this.reset();
  }
  reset() {
    for (let arm = 0; arm < this.#brackets.length; arm++) this.update(arm);
  }
  update(arm: number) {
    this.#brackets[arm] = this.#table.bracket(this.#statistics.pulls[arm], this.#statistics.rewardSums[arm]);
    this.#leaders = undefined;
  }
  select(random: Random) {
    const leaders = this.#findLeaders();
    if (leaders.length === 1 || this.#tieBreak === "first") return leaders[0];
    return leaders[random.below(leaders.length)];
  }
  selectionProbabilities() {
    const leaders = this.#findLeaders();
    return evenlyAmong(this.#tieBreak === "first" ? leaders.slice(0, 1) : leaders, this.#brackets.length);
  }
  fillProbabilities(out: Float64Array) {
    const leaders = this.#findLeaders();
    out.fill(0);
    if (this.#tieBreak === "first") out[leaders[0]] = 1;
    else for (const arm of leaders) out[arm] = 1 / leaders.length;
  }

  #findLeaders(): number[] {
    return (this.#leaders ??= leadersOf(this.#brackets));
  }
}

/**
 * The arms with the highest index, ascending: brackets that reach up to the highest lower bound are made narrower until
 * they are of one state, or final. What falls out on the way is further below than a tie may be, so the answer does not
 * depend on how narrow the brackets were before.
 */
function leadersOf(brackets: readonly GittinsBracket[]): number[] {
  for (;;) {
    let highest = 0;
    for (const { lower } of brackets) if (lower > highest) highest = lower;
    const reached = highest * (1 - 2 * TIE_TOLERANCE);
    const rivals: number[] = [];
    for (let arm = 0; arm < brackets.length; arm++) if (brackets[arm].upper >= reached) rivals.push(arm);
    const states = new Set(rivals.map((arm) => brackets[arm]));
    if (states.size === 1) return rivals;
    const rough = [...states].filter(({ isFinal }) => !isFinal);
    if (rough.length === 0) {
      const tied = Math.max(...rivals.map((arm) => brackets[arm].value)) * (1 - TIE_TOLERANCE);
      return rivals.filter((arm) => brackets[arm].value >= tied);
    }
    for (const bracket of rough) bracket.deepen();
  }
}
