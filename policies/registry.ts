import { z } from "zod";
import { thompsonBeta } from "./bayesian/thompson-beta.ts";
import { ucb } from "./confidence/ucb.ts";
import { ucb1 } from "./confidence/ucb1.ts";
import { gradient } from "./gradient/gradient.ts";
import type { Policy, PolicyContext, PolicyDefinition } from "./policy.ts";
import { epsilonGreedy } from "./value/epsilon-greedy.ts";
import { greedy } from "./value/greedy.ts";
import { softmax } from "./value/softmax.ts";
import { uniform } from "./value/uniform.ts";

/** Every policy, in the order in which they are shown. A new policy is one line here. */
const definitions = [uniform, greedy, epsilonGreedy, ucb, ucb1, thompsonBeta, softmax, gradient] as const;

type SpecSchema<Definition> =
  Definition extends PolicyDefinition<infer Kind, infer Parameters>
    ? z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Parameters["shape"], z.core.$strict>
    : never;
type SpecSchemas<Definitions> = { -readonly [Index in keyof Definitions]: SpecSchema<Definitions[Index]> };

const schemas = definitions.map(({ kind, label, parameters }) =>
  z.strictObject({ kind: z.literal(kind), ...parameters.shape }).meta({ title: label }),
) as unknown as SpecSchemas<typeof definitions>;

/** A policy and its parameters: `{ kind, …parameters }`, each parameter with a default. */
export const PolicySpec = z.discriminatedUnion("kind", schemas).meta({ id: "PolicySpec" });
export type PolicySpec = z.output<typeof PolicySpec>;
export type PolicyKind = PolicySpec["kind"];

export const policyDefinitions: readonly PolicyDefinition[] = definitions;

const byKind = new Map(policyDefinitions.map((definition) => [definition.kind, definition]));

/** @throws RangeError on a kind that is not registered */
export function policyDefinition(kind: string): PolicyDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new RangeError(`no policy of kind ${kind}`);
  return definition;
}

/** The policy of a specification that has been parsed, on the statistics that the caller keeps. */
export function createPolicy(spec: PolicySpec, context: PolicyContext): Policy {
  const { kind, ...parameters } = spec;
  return policyDefinition(kind).create(parameters, context);
}
