import type { Policy } from "../../../policies/policy.ts";
import { policyDefinition, type PolicyKind } from "../../../policies/registry.ts";
import { tablePlans } from "../../../policies/tables/tables.ts";

/**
 * Makes the costs that some policies declare false, in whichever thread imports this: they then take far longer than they
 * say. The policies are the same otherwise.
 */

/** Longer than any test waits. */
const ENDLESS_MILLISECONDS = 300_000;

/** A thousand times and more what a pull is declared to take. */
export const PULL_MILLISECONDS = 1;
/** A pull of it takes a millisecond of a thread. */
export const slowPull = "softmax";
/** The law at a state takes a millisecond, state by state in the exact programme. */
export const slowLaw = "ucb1";
/** The law in a question takes for ever, without a look. */
export const endlessLaw = "epsilon-greedy";
/** The laws of many states take for ever, without a look. */
export const endlessTable = "greedy";

falsify(slowPull, (policy) => slower(policy, "select", PULL_MILLISECONDS));
falsify(slowLaw, (policy) => slower(policy, "selectionProbabilities", 1));
falsify(endlessLaw, (policy) => slower(policy, "selectionProbabilities", ENDLESS_MILLISECONDS));
falsify(endlessTable, () => {});
tablePlans[endlessTable] = () => ({
  nanosecondsToCreate: 1,
  nanosecondsPerState: 1,
  bytes: 1,
  create: () => ({ fill: () => burn(ENDLESS_MILLISECONDS) }),
});

function falsify(kind: PolicyKind, change: (policy: Policy) => void): void {
  const definition = policyDefinition(kind);
  const create = definition.create.bind(definition);
  definition.costs = { pull: () => 1, decision: () => 1, draw: () => 1 };
  tablePlans[kind] = undefined;
  definition.indexFormula = undefined;
  definition.create = (parameters, seen) => {
    const policy = create(parameters, seen);
    change(policy);
    return policy;
  };
}

function slower(policy: Policy, method: "select" | "selectionProbabilities", milliseconds: number): void {
  const original = policy[method].bind(policy) as (...given: unknown[]) => unknown;
  const slow = (...given: unknown[]) => {
    burn(milliseconds);
    return original(...given);
  };
  Object.assign(policy, { [method]: slow, fillProbabilities: undefined });
}

function burn(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
