import type { Policy } from "../../policies/policy.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import { createPolicy } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics.ts";
import type { Bandit } from "../bandits/bandit.ts";
import { createBandit } from "../bandits/registry.ts";
import { addValue } from "./log-histogram.ts";
import { addSeries } from "./moments.ts";
import { replicationsOf, type SimulationPlan } from "./plan.ts";
import { emptySummary, type PolicySummary, type SimulationSummary } from "./summary.ts";

/** Pulls times arms between two looks at the cancel flag: some ten milliseconds. */
const LOOK_EVERY = 1 << 16;

/**
 * Runs one block of replications: the unit of work of every face, the same on a worker thread, in a Web Worker, in a
 * test and on the command line. Deterministic: the same plan and block give the same bytes. O(replications·P·T·K).
 *
 * @param cancelled looked at every few milliseconds
 * @returns the block's summary, or undefined if it was cancelled
 */
export function runBlock(plan: SimulationPlan, block: number, cancelled = () => false): SimulationSummary | undefined {
  const summary = emptySummary(plan);
  const runs = plan.spec.policies.map((_, index) => new PolicyRun(plan, index));
  const [from, to] = replicationsOf(plan, block);
  for (let replication = from; replication < to; replication++) {
    for (let index = 0; index < runs.length; index++) {
      const bandit = createBandit(plan.spec.bandit, new Sfc32(plan.meansKey, replication));
      if (!runs[index].run(bandit, replication, cancelled)) return undefined;
      runs[index].addTo(summary.policies[index], runs[0]);
    }
    summary.replications++;
  }
  return summary;
}

/** One policy's replications, one at a time: its series at the checkpoints of the last one. */
class PolicyRun {
  readonly #plan: SimulationPlan;
  readonly #index: number;
  readonly #statistics: ArmStatistics;
  readonly #policy: Policy;
  readonly #random: Sfc32;
  readonly #rewardStreams: Sfc32[];
  readonly #byPull: boolean;
  readonly #regret: Float64Array;
  readonly #reward: Float64Array;
  readonly #switches: Float64Array;
  readonly #optimal: Uint8Array;
  readonly #pulls: Float64Array;

  constructor(plan: SimulationPlan, index: number) {
    const { spec, armCount, checkpoints } = plan;
    this.#plan = plan;
    this.#index = index;
    this.#statistics = new ArmStatistics(armCount);
    this.#policy = createPolicy(spec.policies[index], { statistics: this.#statistics, horizon: spec.horizon });
    this.#random = new Sfc32(plan.policyKeys[index], 0);
    this.#byPull = spec.rewardCoupling === "by-pull";
    const keys = this.#byPull ? plan.rewardKeys : [plan.rewardKeys[index]];
    this.#rewardStreams = keys.map((key) => new Sfc32(key, 0));
    this.#regret = new Float64Array(checkpoints.length);
    this.#reward = new Float64Array(checkpoints.length);
    this.#switches = new Float64Array(checkpoints.length);
    this.#optimal = new Uint8Array(checkpoints.length);
    this.#pulls = new Float64Array(armCount * (plan.pullsAtCheckpoints ? checkpoints.length : 1));
  }

  /** One replication; false if it was cancelled on the way. */
  run(bandit: Bandit, replication: number, cancelled: () => boolean): boolean {
    const { checkpoints } = this.#plan;
    const statistics = this.#statistics;
    const policy = this.#policy;
    const random = this.#random;
    statistics.clear();
    policy.reset();
    random.reseed(this.#plan.policyKeys[this.#index], replication);
    if (!this.#byPull) this.#rewardStreams[0].reseed(this.#plan.rewardKeys[this.#index], replication);
    const gaps = gapsOf(bandit);
    let switches = 0;
    let last = -1;
    const lookEvery = Math.ceil(LOOK_EVERY / gaps.length);
    let t = 0;
    for (let checkpoint = 0; checkpoint < checkpoints.length; checkpoint++) {
      for (const end = checkpoints[checkpoint]; t < end; t++) {
        if (t % lookEvery === 0 && cancelled()) return false;
        const arm = policy.select(random);
        const reward = bandit.pull(arm, this.#rewardStream(arm, replication));
        statistics.record(arm, reward);
        policy.update(arm, reward);
        if (arm !== last) {
          if (last >= 0) switches++;
          last = arm;
        }
      }
      this.#record(checkpoint, gaps, last, switches);
    }
    return true;
  }

  /** Adds the last replication to the summary, and its difference to the baseline's last one. */
  addTo(summary: PolicySummary, baseline: PolicyRun): void {
    addSeries(summary.regret, this.#regret);
    addSeries(summary.reward, this.#reward);
    addSeries(summary.switches, this.#switches);
    addSeries(
      summary.regretDifference,
      this.#regret.map((value, i) => value - baseline.#regret[i]),
    );
    for (let i = 0; i < this.#regret.length; i++) {
      addValue(summary.regretHistograms[i], this.#regret[i], this.#plan.regretScale);
      summary.optimalPulls[i] += this.#optimal[i];
    }
    for (let i = 0; i < this.#pulls.length; i++) summary.pulls[i] += this.#pulls[i];
  }

  /** By pull, an arm's stream starts with its first pull, so that arms never pulled cost nothing. */
  #rewardStream(arm: number, replication: number): Sfc32 {
    if (!this.#byPull) return this.#rewardStreams[0];
    const stream = this.#rewardStreams[arm];
    if (this.#statistics.pulls[arm] === 0) stream.reseed(this.#plan.rewardKeys[arm], replication);
    return stream;
  }

  #record(checkpoint: number, gaps: Float64Array, lastArm: number, switches: number): void {
    const { pulls, rewardSums } = this.#statistics;
    const { checkpoints, pullsAtCheckpoints } = this.#plan;
    let regret = 0;
    let reward = 0;
    for (let arm = 0; arm < gaps.length; arm++) {
      regret += pulls[arm] * gaps[arm];
      reward += rewardSums[arm];
      this.#pulls[pullsAtCheckpoints ? arm * checkpoints.length + checkpoint : arm] = pulls[arm];
    }
    this.#regret[checkpoint] = regret;
    this.#reward[checkpoint] = reward;
    this.#switches[checkpoint] = switches;
    this.#optimal[checkpoint] = gaps[lastArm] === 0 ? 1 : 0;
  }
}

/** How much less each arm pays than the best, in expectation. */
function gapsOf({ means }: Bandit): Float64Array {
  const best = means.reduce((highest, mean) => Math.max(highest, mean), -Infinity);
  return means.map((mean) => best - mean);
}
