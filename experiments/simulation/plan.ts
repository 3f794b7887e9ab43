import { canonicalJson } from "../spec/canonical-json.ts";
import { streamKey } from "../../policies/random/streams.ts";
import type { StreamKey } from "../../policies/random/sfc32.ts";
import { armCountOf, banditDefinition } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { blockSizeOf } from "./block-size.ts";
import { type RegretUnits, regretUnits } from "./regret-units.ts";
import { byRounds, couplingOf, type RewardCoupling } from "../spec/coupling.ts";
import { checkpointsOf } from "../spec/checkpoints.ts";

/** The data that all blocks of one simulation share. Made once per thread: seeding K streams takes 15 µs each. */
export interface SimulationPlan {
  spec: SimulationSpec;
  armCount: number;
  checkpoints: number[];
  /** Replications in a block: a function of the specification without the number of replications. */
  blockSize: number;
  blockCount: number;
  /** Whether pulls per arm are kept at every checkpoint; otherwise at the horizon only. */
  pullsAtCheckpoints: boolean;
  coupling: RewardCoupling;
  /** Whether `playRounds` plays it, not the faster loop `play`. */
  byRounds: boolean;
  /** Whether every replication is of the same world, whose means may change over time. */
  isSameWorld: boolean;
  /** The units in which regret is kept exactly, if that is possible. */
  regretUnits: RegretUnits | undefined;
  meansKey: StreamKey;
  worldKey: StreamKey;
  feedbackKey: StreamKey;
  policyKeys: StreamKey[];
  /** Reward streams: one per arm, or one per policy ("independent"). */
  rewardKeys: StreamKey[];
}

export function planSimulation(spec: SimulationSpec): SimulationPlan {
  const { bandit, policies, replications, seed } = spec;
  const coupling = couplingOf(spec);
  const definition = banditDefinition(bandit.kind);
  const armCount = armCountOf(bandit);
  const checkpoints = checkpointsOf(spec);
  const lanes = policies.map((policy) => canonicalJson(policy));
  const rewardLanes = coupling === "independent" ? lanes : Array.from({ length: armCount }, (_, arm) => String(arm));
  const blockSize = blockSizeOf(spec, checkpoints.length);
  return {
    spec,
    armCount,
    checkpoints,
    blockSize,
    blockCount: Math.ceil(replications / blockSize),
    pullsAtCheckpoints: armCount * policies.length * checkpoints.length <= limits.pullEntries,
    coupling,
    byRounds: byRounds(spec),
    isSameWorld: definition.drawn === undefined,
    regretUnits: regretUnits(bandit, spec.horizon),
    meansKey: streamKey(seed, "means", ""),
    worldKey: streamKey(seed, "world", ""),
    feedbackKey: streamKey(seed, "feedback", ""),
    policyKeys: lanes.map((lane) => streamKey(seed, "policy", lane)),
    rewardKeys: rewardLanes.map((lane) => streamKey(seed, "reward", `${coupling} ${lane}`)),
  };
}

/** First replication of a block and the one after its last. */
export function replicationsOf({ blockSize, spec }: SimulationPlan, block: number): [number, number] {
  return [block * blockSize, Math.min(spec.replications, (block + 1) * blockSize)];
}
