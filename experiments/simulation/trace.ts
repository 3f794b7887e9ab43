import type { SimulationPlan } from "./plan.ts";
import { firstReplicationNanoseconds } from "./estimate.ts";

/** Time between two looks at the cancel flag, by what pulls take on an ordinary core. */
const LOOK_EVERY_NANOSECONDS = 2e6;

/** What one replication of one policy shows at the checkpoints, and how often arms were pulled up to them in the block. */
export class Trace {
  readonly checkpoints: Int32Array;
  /** Cumulative pseudo-regret, Σ n_a·Δ_a. */
  readonly regrets: Float64Array;
  /** Cumulative reward. */
  readonly rewardSums: Float64Array;
  /** Changes of arm so far. */
  readonly switchCounts: Float64Array;
  /** The arm that was pulled last. */
  readonly lastArms: Int32Array;
  /** How much less each arm pays than the best, in expectation; those of the replication's bandit. */
  gaps: Float64Array;
  /** Pulls of every arm in all replications since the checkpoint before, a row for each checkpoint. */
  readonly pullCounts: Float64Array;
  /** From one row to the next; 0 where pulls are kept at the horizon alone, in a single row. */
  readonly rowLength: number;
  /** Pulls between two looks at the cancel flag. */
  readonly lookEvery: number;
  /** Pulls after which regret is summed over arms again: often enough to lose no digit that shows, and cheaply. */
  readonly resumEvery: number;

  constructor({ spec, checkpoints, armCount, pullsAtCheckpoints }: SimulationPlan, policy: number) {
    const pullNanoseconds = firstReplicationNanoseconds(spec, policy) / spec.horizon;
    this.checkpoints = Int32Array.from(checkpoints);
    this.regrets = new Float64Array(checkpoints.length);
    this.rewardSums = new Float64Array(checkpoints.length);
    this.switchCounts = new Float64Array(checkpoints.length);
    this.lastArms = new Int32Array(checkpoints.length);
    this.gaps = new Float64Array(armCount);
    this.pullCounts = new Float64Array(armCount * (pullsAtCheckpoints ? checkpoints.length : 1));
    this.rowLength = pullsAtCheckpoints ? armCount : 0;
    this.lookEvery = Math.ceil(LOOK_EVERY_NANOSECONDS / pullNanoseconds);
    this.resumEvery = Math.max(armCount, 64);
  }

  /** Begins a replication on arms of these gaps. */
  begin(gaps: Float64Array): void {
    this.gaps = gaps;
  }

  /** 1 at the checkpoints whose pull was of an optimal arm, else 0, into `out`. */
  optimalPulls(out: Float64Array): Float64Array {
    const { lastArms, gaps } = this;
    for (let i = 0; i < out.length; i++) out[i] = gaps[lastArms[i]] === 0 ? 1 : 0;
    return out;
  }
}
