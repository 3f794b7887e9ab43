import { canonicalJson } from "../canonical-json.ts";
import { streamKey } from "../../policies/random/streams.ts";
import type { StreamKey } from "../../policies/random/sfc32.ts";
import { armCountOf, fixedMeansOf } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import type { SimulationSpec } from "../spec.ts";
import { blockSizeOf } from "./block-size.ts";
import { checkpointsOf } from "./checkpoints.ts";

/** All that the blocks of one simulation have in common. Made once per thread: seeding K streams takes 15 µs each. */
export interface SimulationPlan {
  spec: SimulationSpec;
  armCount: number;
  checkpoints: number[];
  /** Replications in a block: a function of the specification without the number of replications. */
  blockSize: number;
  blockCount: number;
  /** Whether pulls per arm are kept at every checkpoint, or at the horizon alone. */
  pullsAtCheckpoints: boolean;
  /** Whether every replication is of the same world. */
  hasFixedMeans: boolean;
  meansKey: StreamKey;
  policyKeys: StreamKey[];
  /** Reward streams: one per arm ("by-pull"), or one per policy ("independent"). */
  rewardKeys: StreamKey[];
}

export function planSimulation(spec: SimulationSpec): SimulationPlan {
  const { bandit, policies, replications, seed, rewardCoupling } = spec;
  const armCount = armCountOf(bandit);
  const checkpoints = checkpointsOf(spec);
  const lanes = policies.map((policy) => canonicalJson(policy));
  const rewardLanes = rewardCoupling === "by-pull" ? Array.from({ length: armCount }, (_, arm) => String(arm)) : lanes;
  const blockSize = blockSizeOf(spec, checkpoints.length);
  return {
    spec,
    armCount,
    checkpoints,
    blockSize,
    blockCount: Math.ceil(replications / blockSize),
    pullsAtCheckpoints: armCount * policies.length * checkpoints.length <= limits.pullEntries,
    hasFixedMeans: fixedMeansOf(bandit) !== undefined,
    meansKey: streamKey(seed, "means", ""),
    policyKeys: lanes.map((lane) => streamKey(seed, "policy", lane)),
    rewardKeys: rewardLanes.map((lane) => streamKey(seed, "reward", `${rewardCoupling} ${lane}`)),
  };
}

/** First replication of a block and the one after its last. */
export function replicationsOf({ blockSize, spec }: SimulationPlan, block: number): [number, number] {
  return [block * blockSize, Math.min(spec.replications, (block + 1) * blockSize)];
}
