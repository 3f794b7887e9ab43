import { banditDefinition } from "../bandits/registry.ts";
import type { SimulationPlan } from "./plan.ts";
import { firstReplicationNanoseconds } from "./estimate.ts";

const NO_GAPS = new Float64Array(0);
/** Time between two looks at the cancel flag, by the declared costs of pulls. */
const LOOK_EVERY_NANOSECONDS = 2e6;

/** The values of one policy's replication at the checkpoints, and the pull counts of its block. */
export class Trace {
  readonly checkpoints: Int32Array;
  /** Cumulative pseudo-regret, Σ n_a·Δ_a. */
  readonly regrets: Float64Array;
  /** Cumulative reward. */
  readonly rewardSums: Float64Array;
  /** Cumulative changes of arm. */
  readonly switchCounts: Float64Array;
  /** Whether the pull at a checkpoint was of an optimal arm: 1 or 0. */
  readonly wasOptimal: Float64Array;
  /** Gaps Δ_a to the best arm in units of regret; empty if means change. */
  gaps: Float64Array = NO_GAPS;
  /** Units of regret that make 1, if regret is kept in whole units, so that sums are exact; else 1. */
  readonly unitsPerOne: number;
  /** For decimal means that change: units that make 1; regret is a whole number of units. */
  readonly wholePerOne: number | undefined;
  readonly #gapsInUnits: Float64Array | undefined;
  /** What regret is measured against, if not the best arm. */
  readonly comparator: "best-fixed" | "oracle" | undefined;
  /** Pulls of every arm since the checkpoint before, summed over replications; a row for each checkpoint. */
  readonly pullCounts: Float64Array;
  /** Distance of two rows; 0 if pulls are kept at the horizon only, in a single row. */
  readonly rowLength: number;
  /** Pulls between two looks at the cancel flag, by their declared costs; `cancelled` may set another number. */
  lookEvery: number;
  /** Pulls after which regret is summed over arms again: often enough to keep all shown digits, and cheap. */
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

  /** Begins a replication with these gaps. */
  begin(gaps: Float64Array = NO_GAPS): void {
    this.gaps = this.#gapsInUnits ?? gaps;
  }
}
