import { z } from "zod";
import type { Random } from "../../policies/random/random.ts";
import type { Bandit, BanditDefinition } from "./bandit.ts";
import { bernoulli } from "./bernoulli.ts";
import { gaussian, gaussianTestbed } from "./gaussian.ts";

/** Every bandit, in the order in which they are shown. A new bandit is one line here. */
const definitions = [bernoulli, gaussian, gaussianTestbed] as const;

type SpecSchema<Definition> =
  Definition extends BanditDefinition<infer Kind, infer Parameters>
    ? z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Parameters["shape"], z.core.$strict>
    : never;
type SpecSchemas<Definitions> = { -readonly [Index in keyof Definitions]: SpecSchema<Definitions[Index]> };

const schemas = definitions.map(({ kind, label, parameters }) =>
  z.strictObject({ kind: z.literal(kind), ...parameters.shape }).meta({ title: label }),
) as unknown as SpecSchemas<typeof definitions>;

/** A bandit and its parameters: `{ kind, …parameters }`, each parameter with a default. */
export const BanditSpec = z.discriminatedUnion("kind", schemas).meta({ id: "BanditSpec" });
export type BanditSpec = z.output<typeof BanditSpec>;

export const banditDefinitions: readonly BanditDefinition[] = definitions;

const byKind = new Map(banditDefinitions.map((definition) => [definition.kind, definition]));

/** @throws RangeError on a kind that is not registered */
export function banditDefinition(kind: string): BanditDefinition {
  const definition = byKind.get(kind);
  if (!definition) throw new RangeError(`no bandit of kind ${kind}`);
  return definition;
}

export function armCountOf(spec: BanditSpec): number {
  return banditDefinition(spec.kind).armCount(spec);
}

/** The means of the bandits whose means are fixed by the specification. */
export function fixedMeansOf(spec: BanditSpec): readonly number[] | undefined {
  return banditDefinition(spec.kind).fixedMeans?.(spec);
}

/** The world of one replication. */
export function createBandit(spec: BanditSpec, random: Random): Bandit {
  return banditDefinition(spec.kind).create(spec, random);
}
