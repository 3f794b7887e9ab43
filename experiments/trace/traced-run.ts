import type { WorkMeter } from "../../policies/work-meter.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import { needsOf } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { CountStatistics } from "../../policies/statistics/count-statistics.ts";
import type { Bandit } from "../bandits/bandit.ts";
import { createBandit, rewardsOf } from "../bandits/registry.ts";
import type { SimulationPlan } from "../simulation/plan.ts";
import { RewardStreams } from "../simulation/reward-streams.ts";
import { Rounds } from "../simulation/rounds.ts";
import { Trace } from "../simulation/trace.ts";
import { PairedPolicy } from "./paired-policy.ts";

/** A pull of a run. */
export interface Pulled {
  arm: number;
  /** What the policy gets. */
  reward: number;
  /** What the bandit paid. */
  paid: number;
}

/**
 * One replication of a simulation, pull by pull, on the simulator's streams and classes: it pulls the same arms for the same
 * rewards as `play` and `playRounds`. These are loops of their own because simulations spend their time in them, and V8
 * compiles them for the classes that they meet.
 *
 * For t = 1, 2, …: `begin(t)`, then `pull(t)`.
 */
export class TracedRun {
  readonly policy: PairedPolicy;
  /** What the last choice drew for every arm; NaN for an arm that was not drawn, and for rules that draw nothing. */
  readonly draws: Float64Array;
  /** Rewards of all pulls so far. */
  rewardSum = 0;
  readonly #rounds: Rounds;
  readonly #bandit: Bandit;
  readonly #random: Sfc32;
  readonly #rewards: RewardStreams;
  readonly #measured: Trace;
  readonly #replaced: ReadonlyMap<number, number>;
  /** Of means that change: the regret, and the means of the pulled arms, summed. */
  #lost = 0;
  #collected = 0;

  /** @param replaced rewards by pull, in place of those that the bandit pays */
  constructor(plan: SimulationPlan, replication: number, replaced: ReadonlyMap<number, number>, meter?: WorkMeter) {
    const { spec, armCount, coupling, rewardKeys, policyKeys } = plan;
    const [policy] = spec.policies;
    const paid = rewardsOf(spec.bandit);
    const { belief, propensity = false } = needsOf(policy, paid);
    const statistics = belief === "moments" ? new ArmStatistics(armCount) : new CountStatistics(armCount);
    this.#rounds = new Rounds(plan, statistics, propensity);
    this.policy = new PairedPolicy(policy, paid, this.#rounds, meter);
    this.draws = new Float64Array(armCount).fill(NaN);
    this.#bandit = createBandit(spec.bandit, new Sfc32(plan.meansKey, replication));
    this.#random = new Sfc32(policyKeys[0], replication);
    this.#rewards = new RewardStreams(coupling === "independent" ? [rewardKeys[0]] : rewardKeys, coupling, armCount);
    this.#rewards.begin(replication);
    this.#measured = new Trace(plan, 0);
    this.#measured.begin(this.#bandit.gaps);
    this.#replaced = replaced;
    this.#rounds.start(this.#bandit, replication);
  }

  /** Before pull t: moves the world, and reports the rewards that are due. */
  begin(t: number): void {
    this.#rounds.begin(t, this.policy, this.#bandit, this.#random);
  }

  /** Chooses and pulls. */
  pull(t: number): Pulled {
    const { run } = this.policy;
    const arm = run.selectShown?.(this.#random, this.draws) ?? run.select(this.#random);
    this.#rounds.noteChoice(run, arm);
    this.#rewards.startPull(arm, t, this.#rounds.pulls[arm]);
    // Read before the pull, which may change the mean.
    const mean = this.#bandit.means[arm];
    this.#lost += this.#rounds.bestMean - mean;
    this.#collected += mean;
    const paid = this.#bandit.pull(arm, this.#rewards.streams[arm]);
    const reward = this.#replaced.get(t) ?? paid;
    this.policy.reports = [];
    this.#rounds.finish(t, arm, reward, this.policy, this.#random);
    this.rewardSum += reward;
    return { arm, reward, paid };
  }

  /** The regret after t pulls, by the measure of the simulation. */
  regret(t: number): number {
    const { gaps, comparator, unitsPerOne, wholePerOne } = this.#measured;
    if (comparator) return this.#bandit.comparator!(comparator, t) - this.#collected;
    if (wholePerOne !== undefined) return Math.round(this.#lost * wholePerOne) / wholePerOne;
    if (gaps.length === 0) return this.#lost;
    let regret = 0;
    for (let arm = 0; arm < gaps.length; arm++) regret += this.#rounds.pulls[arm] * gaps[arm];
    return regret / unitsPerOne;
  }
}
