import type { PolicyKind } from "../../policies/registry.ts";
import { armCountOf } from "../bandits/registry.ts";
import type { SimulationSpec } from "../spec.ts";

/**
 * What a pull weighs: roughly its nanoseconds, `fixed` + `perArm`·K. The grouping of sums, and with it the last bits of a
 * result, goes by these, so they belong to the engine version and are coarse on purpose. What a pull is measured to take
 * is each policy's own `pullNanoseconds`, which may be corrected at any time.
 */
interface Weight {
  fixed: number;
  perArm: number;
}

const weights: Record<PolicyKind, Weight> = {
  uniform: { fixed: 16, perArm: 0 },
  greedy: { fixed: 32, perArm: 0 },
  "epsilon-greedy": { fixed: 32, perArm: 1 },
  ucb: { fixed: 64, perArm: 2 },
  ucb1: { fixed: 64, perArm: 2 },
  "kl-ucb": { fixed: 256, perArm: 8 },
  "bayes-ucb": { fixed: 1024, perArm: 32 },
  "thompson-beta": { fixed: 64, perArm: 16 },
  gittins: { fixed: 512, perArm: 8 },
  "bayes-optimal": { fixed: 128, perArm: 0 },
  softmax: { fixed: 64, perArm: 1 },
  gradient: { fixed: 64, perArm: 4 },
  exp3: { fixed: 64, perArm: 2 },
};

/** Clearing an arm before a replication, and starting its stream. */
const START = 64;
/** What a block weighs at least, as far as replications are lighter. */
const BLOCK = 2 ** 26;
/** And at least so much for each policy and checkpoint: some thirty times what its summary takes to send and merge. */
const BLOCK_PER_CHECKPOINT = 2 ** 16;
/** Replications that an engine may play in step. */
const LANES = 64;
const MOST_LANES = 64;

/**
 * Replications in a block: a function of the specification without the number of replications, by whole numbers alone.
 * From 64 on it is a multiple of 64, up to 4096; heavier specifications have smaller blocks, down to one replication.
 */
export function blockSizeOf(spec: SimulationSpec, checkpointCount: number): number {
  const block = Math.max(BLOCK, BLOCK_PER_CHECKPOINT * checkpointCount * spec.policies.length);
  const replications = Math.floor(block / replicationWeight(spec));
  if (replications < LANES) return Math.max(1, replications);
  return LANES * Math.min(MOST_LANES, Math.floor(replications / LANES));
}

function replicationWeight({ bandit, policies, horizon }: SimulationSpec): number {
  const armCount = armCountOf(bandit);
  const pull = policies.reduce((sum, policy) => {
    const { fixed, perArm } = weights[policy.kind];
    return sum + effort(policy) * (fixed + perArm * armCount);
  }, 0);
  return policies.length * START * armCount + horizon * pull;
}

/** How often the weight of its kind: Gittins indices look 1/(1 − γ) pulls ahead, and a pass is a square of them. */
function effort(policy: SimulationSpec["policies"][number]): number {
  if (policy.kind !== "gittins") return 1;
  const ahead = 0.1 / (1 - policy.discount);
  return Math.max(1, Math.round(ahead * ahead));
}
