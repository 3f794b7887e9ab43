import type { Policy } from "../../policies/policy.ts";
import type { Random } from "../../policies/random/random.ts";
import { stream } from "../../policies/random/streams.ts";
import { createPolicy, needsOf, type PolicySpec } from "../../policies/registry.ts";
import type { RewardSpace } from "../../policies/reward-space.ts";
import { DecimalStatistics } from "../../policies/statistics/decimal-statistics.ts";
import type { WorkMeter } from "../../policies/work-meter.ts";
import type { Rounds } from "../simulation/rounds.ts";
import { canonicalJson } from "../spec/canonical-json.ts";

/** A reward that was reported to the policy. */
export interface Report {
  arm: number;
  reward: number;
}

/**
 * The policy of a run, in doubles, and the same policy as questions have it, with exact sums and laws. Both learn from the same
 * reports.
 */
export class PairedPolicy implements Policy {
  /** The simulator's own: it chooses. */
  readonly run: Policy;
  /** Gives the exact law of the choice. */
  readonly question: Policy;
  /** Of the question's policy. */
  readonly statistics: DecimalStatistics;
  /** Since the caller last emptied it. */
  reports: Report[] = [];
  /** As in `replay`: a rule that draws when it learns has the law of one fixed way of drawing. */
  readonly #random: Random;

  constructor(spec: PolicySpec, rewards: RewardSpace, rounds: Rounds, meter?: WorkMeter) {
    const { belief } = needsOf(spec, rewards);
    const { armCount } = rounds.statistics;
    this.run = createPolicy(spec, rounds);
    this.statistics = new DecimalStatistics(armCount, belief === "moments" ? "added" : "rewards");
    const { statistics } = this;
    this.question = createPolicy(spec, {
      statistics,
      horizon: rounds.horizon,
      pending: rounds.pending,
      get propensity() {
        return rounds.propensity;
      },
      isQuestion: true,
      meter,
    });
    this.#random = stream("history", "policy", canonicalJson(spec));
  }
  reset() {
    this.run.reset();
    this.question.reset();
  }
  select(random: Random) {
    return this.run.select(random);
  }
  update(arm: number, reward: number, random: Random) {
    this.run.update(arm, reward, random);
    this.statistics.record(arm, reward);
    this.question.update(arm, reward, this.#random);
    this.reports.push({ arm, reward });
  }
  forget(arm: number) {
    this.statistics.set(arm, 0, 0, 0);
    for (const policy of [this.run, this.question]) {
      if (policy.forget) policy.forget(arm);
      else policy.reset();
    }
  }
  selectionProbabilities() {
    return this.question.selectionProbabilities();
  }
}
