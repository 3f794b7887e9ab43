import { policyDefinition } from "../../policies/registry.ts";
import { armCountOf } from "../bandits/registry.ts";
import type { SimulationSpec } from "../spec/spec.ts";
import { byRounds } from "../spec/coupling.ts";

/** Weight of clearing an arm before a replication and starting its stream. */
const START = 64;
/** Weight of a pull in the loop by rounds, beside the policy's own. */
const ROUND = 64;
/** The weight that a block is filled up to. */
const BLOCK = 2 ** 26;
/** More for many checkpoints and policies: some thirty times the cost of sending and merging the summary. */
const BLOCK_PER_CHECKPOINT = 2 ** 16;
/** Replications that an engine may play at the same time. */
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

function replicationWeight(spec: SimulationSpec): number {
  const { bandit, policies, horizon } = spec;
  const armCount = armCountOf(bandit);
  const round = byRounds(spec) ? ROUND : 0;
  const pull = policies.reduce((sum, { kind, ...parameters }) => {
    const { fixed, perArm } = policyDefinition(kind).blockWeight(parameters);
    return sum + fixed + perArm * armCount + round;
  }, 0);
  return policies.length * START * armCount + horizon * pull;
}
