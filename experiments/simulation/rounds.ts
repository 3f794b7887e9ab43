import type { Policy } from "../../policies/policy.ts";
import type { Random } from "../../policies/random/random.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import type { Seen } from "../../policies/seen.ts";
import type { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import type { Bandit } from "../bandits/bandit.ts";
import { Answers } from "./answers.ts";
import { answerTimes, isImmediate } from "../spec/feedback.ts";
import type { SimulationPlan } from "./plan.ts";

/** The rounds of a simulation whose world may change and whose rewards may arrive late: before and after each decision. */
export class Rounds implements Seen {
  readonly statistics: ArmStatistics;
  readonly horizon: number;
  readonly pending: Int32Array;
  propensity = NaN;
  /** Pulls of every arm so far, with or without an answer. */
  readonly pulls: Int32Array;
  /** The highest mean at this decision. */
  bestMean = 0;
  readonly #plan: SimulationPlan;
  readonly #needsPropensity: boolean;
  readonly #isLate: boolean;
  readonly #answers = new Answers();
  readonly #dueOf: (t: number, random: Random) => number;
  readonly #world: Sfc32;
  readonly #feedback: Sfc32;
  readonly #law: Float64Array;
  #chosen = NaN;
  /** The decision of the world's next change. */
  #nextChange = Infinity;

  constructor(plan: SimulationPlan, statistics: ArmStatistics, needsPropensity: boolean) {
    const { spec, armCount } = plan;
    this.#plan = plan;
    this.statistics = statistics;
    this.horizon = spec.horizon;
    this.pending = new Int32Array(armCount);
    this.pulls = new Int32Array(armCount);
    this.#isLate = !isImmediate(spec.feedback);
    this.#needsPropensity = needsPropensity && this.#isLate;
    this.#dueOf = answerTimes(spec.feedback);
    this.#world = new Sfc32(plan.worldKey, 0);
    this.#feedback = new Sfc32(plan.feedbackKey, 0);
    this.#law = new Float64Array(armCount);
  }

  /** Begins a replication: the world starts anew, the same for every policy. */
  start(bandit: Bandit, replication: number): void {
    this.pending.fill(0);
    this.pulls.fill(0);
    this.#answers.clear();
    this.#world.reseed(this.#plan.worldKey, replication);
    this.#feedback.reseed(this.#plan.feedbackKey, replication);
    bandit.restart?.(this.#world);
    this.#nextChange = 1;
  }

  /** Before decision t: moves the world, and passes due rewards to the policy. */
  begin(t: number, policy: Policy, bandit: Bandit, random: Random): void {
    if (t >= this.#nextChange) this.#move(t, policy, bandit);
    while (this.#answers.isDue(t)) {
      this.#answers.take();
      const { arm, reward, propensity } = this.#answers;
      this.pending[arm]--;
      this.#answer(policy, arm, reward, propensity, random);
    }
  }

  /** After decision t: keeps the probability of the chosen arm, if the policy learns by it. */
  noteChoice(policy: Policy, arm: number): void {
    if (this.#needsPropensity) this.#chosen = probabilityOf(policy, arm, this.#law);
  }

  /** After pull t: passes the reward to the policy, or keeps it until it is due; rewards due after the horizon are lost. */
  finish(t: number, arm: number, reward: number, policy: Policy, random: Random): void {
    this.pulls[arm]++;
    if (!this.#isLate) {
      this.#answer(policy, arm, reward, NaN, random);
      return;
    }
    const due = this.#dueOf(t, this.#feedback);
    this.pending[arm]++;
    if (due <= this.horizon) this.#answers.add(due, t, arm, reward, this.#chosen);
  }

  #answer(policy: Policy, arm: number, reward: number, propensity: number, random: Random): void {
    this.statistics.record(arm, reward);
    this.propensity = propensity;
    policy.update(arm, reward, random);
    this.propensity = NaN;
  }

  #move(t: number, policy: Policy, bandit: Bandit): void {
    this.#nextChange = bandit.moveTo ? bandit.moveTo(t, this.#world) : Infinity;
    for (const arm of (t > 1 && bandit.replaced) || []) this.#forget(arm, policy);
    this.bestMean = -Infinity;
    for (const mean of bandit.means) if (mean > this.bestMean) this.bestMean = mean;
  }

  /** The arm was replaced by a new one: rewards of the old one are lost. */
  #forget(arm: number, policy: Policy): void {
    this.#answers.drop(arm);
    this.pending[arm] = 0;
    this.statistics.set(arm, 0, 0, 0);
    if (policy.forget) policy.forget(arm);
    else policy.reset();
  }
}

function probabilityOf(policy: Policy, arm: number, law: Float64Array): number {
  if (!policy.fillProbabilities) return policy.selectionProbabilities().arms[arm].value;
  policy.fillProbabilities(law);
  return law[arm];
}
