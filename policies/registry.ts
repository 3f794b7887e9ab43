import type * as z from "zod";
import { exp3 } from "./adversarial/exp3.ts";
import { bayesOptimal } from "./bayesian/bayes-optimal.ts";
import { bayesUcb } from "./bayesian/bayes-ucb.ts";
import { gittins } from "./bayesian/gittins.ts";
import { thompsonBeta } from "./bayesian/thompson-beta.ts";
import { klUcb } from "./confidence/kl-ucb.ts";
import { ucb } from "./confidence/ucb.ts";
import { ucb1 } from "./confidence/ucb1.ts";
import { gradient } from "./gradient/gradient.ts";
import type { Policy, PolicyContext, PolicyDefinition } from "./policy.ts";
import { byKind, specificationOf } from "./specification.ts";
import { epsilonGreedy } from "./value/epsilon-greedy.ts";
import { greedy } from "./value/greedy.ts";
import { softmax } from "./value/softmax.ts";
import { uniform } from "./value/uniform.ts";

/** Every policy, in the order in which they are shown. A new policy is one line here. */
const definitions = [
  uniform,
  greedy,
  epsilonGreedy,
  ucb,
  ucb1,
  klUcb,
  bayesUcb,
  thompsonBeta,
  gittins,
  bayesOptimal,
  softmax,
  gradient,
  exp3,
] as const;

/** A policy and its parameters: `{ kind, …parameters }`, each parameter with a default. */
export const PolicySpec = specificationOf(definitions).meta({ id: "PolicySpec" });
export type PolicySpec = z.output<typeof PolicySpec>;
/** A policy as one writes it: what is left out has its default. */
export type PolicySpecInput = z.input<typeof PolicySpec>;
export type PolicyKind = PolicySpec["kind"];

export const policyDefinitions: readonly PolicyDefinition[] = definitions;

/** @throws RangeError on a kind that is not registered */
export const policyDefinition = byKind(policyDefinitions, "policy");

/**
 * The policy of a specification that has been parsed, on the statistics that the caller keeps.
 *
 * @example
 * ```ts
 * const policy = createPolicy(PolicySpec.parse({ kind: "greedy" }), { statistics: new ArmStatistics(3) });
 * policy.selectionProbabilities().arms.map(({ fraction }) => fraction); // ["1/3", "1/3", "1/3"]
 * ```
 */
export function createPolicy(spec: PolicySpec, context: PolicyContext): Policy {
  const { kind, ...parameters } = spec;
  return policyDefinition(kind).create(parameters, context);
}
