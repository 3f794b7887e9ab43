import { banditDefinition } from "../bandits/registry.ts";
import type { SimulationPlan } from "./plan.ts";
import { firstReplicationNanoseconds } from "./estimate.ts";

const NO_GAPS = new Float64Array(0);
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
  /** Whether the pull at a checkpoint was of an optimal arm: 1 or 0. */
  readonly wasOptimal: Float64Array;
  /** How much less each arm pays than the best, in expectation, in units of regret; none where means change. */
  gaps: Float64Array = NO_GAPS;
  /** Units of regret that make 1, where it is kept as a number of units: then sums are exact; else 1. */
  readonly unitsPerOne: number;
  /** Where means change, but are decimals: the units of regret that make 1; regret is a whole number of them. */
  readonly wholePerOne: number | undefined;
  readonly #gapsInUnits: Float64Array | undefined;
  /** What regret is against, where it is not the best arm. */
  readonly comparator: "best-fixed" | "oracle" | undefined;
  /** Pulls of every arm in all replications since the checkpoint before, a row for each checkpoint. */
  readonly pullCounts: Float64Array;
  /** From one row to the next; 0 where pulls are kept at the horizon alone, in a single row. */
  readonly rowLength: number;
  /** Pulls between two looks at the cancel flag, by what they were declared to cost; `cancelled` may set another number. */
  lookEvery: number;
  /** Pulls after which regret is summed over arms again: often enough to lose no digit that shows, and cheaply. */
  readonly resumEvery: number;

  constructor(plan: SimulationPlan, policy: number) {
    const { spec, checkpoints, armCount, pullsAtCheckpoints } = plan;
    const pullNanoseconds = firstReplicationNanoseconds(spec, policy) / spec.horizon;
    this.checkpoints = Int32Array.from(checkpoints);
    this.regrets = new Float64Array(checkpoints.length);
    this.rewardSums = new Float64Array(checkpoints.length);
    this.switchCounts = new Float64Array(checkpoints.length);
    const units = plan.regretUnits;
    this.#gapsInUnits = units?.gaps;
    this.unitsPerOne = units?.gaps ? units.perOne : 1;
    this.wholePerOne = units?.gaps ? undefined : units?.perOne;
    this.wasOptimal = new Float64Array(checkpoints.length);
    this.comparator = banditDefinition(spec.bandit.kind).comparator;
    this.pullCounts = new Float64Array(armCount * (pullsAtCheckpoints ? checkpoints.length : 1));
    this.rowLength = pullsAtCheckpoints ? armCount : 0;
    this.lookEvery = Math.ceil(LOOK_EVERY_NANOSECONDS / pullNanoseconds);
    this.resumEvery = Math.max(armCount, 64);
  }

  /** Begins a replication on arms of these gaps. */
  begin(gaps: Float64Array = NO_GAPS): void {
    this.gaps = this.#gapsInUnits ?? gaps;
  }
}
