import type { Policy } from "../../policies/policy.ts";
import { Sfc32 } from "../../policies/random/sfc32.ts";
import { createPolicy, needsOf } from "../../policies/registry.ts";
import { ArmStatistics } from "../../policies/statistics/arm-statistics.ts";
import { CountStatistics } from "../../policies/statistics/count-statistics.ts";
import type { Bandit, StationaryBandit } from "../bandits/bandit.ts";
import { createBandit, rewardsOf } from "../bandits/registry.ts";
import { LookPace } from "../look-pace.ts";
import { MeasureSums } from "./measure-summary.ts";
import { measures } from "./measures.ts";
import { replicationsOf, type SimulationPlan } from "./plan.ts";
import { playerOf, type Players } from "./players.ts";
import { Rounds } from "./rounds.ts";
import { RewardStreams } from "./reward-streams.ts";
import type { PolicySummary, SimulationSummary } from "./summary.ts";
import { Trace } from "./trace.ts";

/**
 * Runs one block of replications: the unit of work on worker threads, in Web Workers and on the command line. Deterministic:
 * the same plan and block give the same bytes. O(replications·P·T·K).
 *
 * @param cancelled called every few milliseconds
 * @param now milliseconds of a monotonic clock: calls of `cancelled` then come in time also if declared costs are wrong
 * @returns the block's summary, or undefined if it was cancelled
 */
export function runBlock(
  plan: SimulationPlan,
  block: number,
  cancelled = never,
  now?: () => number,
): SimulationSummary | undefined {
  const runs = plan.spec.policies.map((_, index) => new PolicyRun(plan, index, { cancelled, now }));
  const [from, to] = replicationsOf(plan, block);
  let bandit: Bandit | undefined;
  for (let replication = from; replication < to; replication++) {
    // A world without drawn means is the same in every replication.
    if (!bandit || !plan.isSameWorld) {
      bandit = createBandit(plan.spec.bandit, new Sfc32(plan.meansKey, replication));
    }
    for (const run of runs) {
      if (!run.play(bandit, replication)) return undefined;
      run.take(runs[0]);
    }
  }
  const policies = runs.map((run) => run.summary(to - from));
  return { replications: to - from, checkpoints: plan.checkpoints.length, policies };
}

/** The same function for every block, because V8 compiles the loop for the functions that it meets. */
function never(): boolean {
  return false;
}

/** Calls `cancelled`, and sets the number of pulls before the next call. */
function paced(trace: Trace, pace: LookPace, cancelled: () => boolean): () => boolean {
  return () => {
    trace.lookEvery = pace.look();
    return cancelled();
  };
}

/** Plays the replications of one policy, one at a time, and sums its measures. */
class PolicyRun {
  readonly #plan: SimulationPlan;
  readonly #index: number;
  readonly #statistics: ArmStatistics;
  readonly #policy: Policy;
  readonly #random: Sfc32;
  readonly #rewards: RewardStreams;
  readonly #trace: Trace;
  readonly #play: Players["play"];
  readonly #playRounds: Players["playRounds"];
  /** Present if `playRounds` plays it. */
  readonly #rounds: Rounds | undefined;
  readonly #pace: LookPace | undefined;
  readonly #cancelled: () => boolean;
  readonly #measures: MeasureSums[];

  constructor(
    plan: SimulationPlan,
    index: number,
    { cancelled, now }: { cancelled: () => boolean; now?: () => number },
  ) {
    const { spec, armCount, checkpoints } = plan;
    this.#plan = plan;
    this.#index = index;
    const { belief, propensity = false } = needsOf(spec.policies[index], rewardsOf(spec.bandit));
    this.#statistics = belief === "moments" ? new ArmStatistics(armCount) : new CountStatistics(armCount);
    this.#rounds = plan.byRounds ? new Rounds(plan, this.#statistics, propensity) : undefined;
    const seen = this.#rounds ?? { statistics: this.#statistics, horizon: spec.horizon };
    this.#policy = createPolicy(spec.policies[index], seen);
    this.#random = new Sfc32(plan.policyKeys[index], 0);
    const keys = plan.coupling === "independent" ? [plan.rewardKeys[index]] : plan.rewardKeys;
    this.#rewards = new RewardStreams(keys, plan.coupling, armCount);
    this.#trace = new Trace(plan, index);
    this.#pace = now && new LookPace(now, 1, spec.horizon);
    this.#cancelled = this.#pace ? paced(this.#trace, this.#pace, cancelled) : cancelled;
    this.#play = playerOf("play", spec.policies[index].kind, spec.bandit.kind);
    this.#playRounds = playerOf("playRounds", spec.policies[index].kind, spec.bandit.kind);
    this.#measures = measures.map((measure) => new MeasureSums(measure, checkpoints.length));
  }

  /** Plays one replication; false if it was cancelled. */
  play(bandit: Bandit, replication: number): boolean {
    this.#statistics.clear();
    this.#policy.reset();
    this.#random.reseed(this.#plan.policyKeys[this.#index], replication);
    this.#rewards.begin(replication);
    this.#trace.begin(bandit.gaps);
    this.#pace?.begin();
    const [policy, random, rewards, trace] = [this.#policy, this.#random, this.#rewards, this.#trace];
    if (!this.#rounds) {
      const world = bandit as StationaryBandit;
      return this.#play(policy, world, this.#statistics, random, rewards, trace, this.#cancelled);
    }
    this.#rounds.start(bandit, replication);
    return this.#playRounds(policy, bandit, this.#rounds, random, rewards, trace, this.#cancelled);
  }

  /** Adds the last replication, and its difference to the baseline's last one. */
  take(baseline: PolicyRun): void {
    this.#measures.forEach((sums, index) => sums.take(this.#trace, baseline.#measures[index]));
  }

  summary(replications: number): PolicySummary {
    return { measures: this.#measures.map((sums) => sums.summary(replications)), pulls: this.#pulls() };
  }

  /** Sums of pulls up to every checkpoint, arm by arm, from the counts between checkpoints. */
  #pulls(): Float64Array {
    const { armCount } = this.#plan;
    const { pullCounts } = this.#trace;
    const rows = pullCounts.length / armCount;
    const pulls = new Float64Array(pullCounts.length);
    for (let arm = 0; arm < armCount; arm++) {
      let sum = 0;
      for (let row = 0; row < rows; row++) pulls[arm * rows + row] = sum += pullCounts[row * armCount + arm];
    }
    return pulls;
  }
}
