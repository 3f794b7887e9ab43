import * as z from "zod";

/** What a policy and a bandit have in common as data: a kind, a label and parameters. */
interface Definition<Kind extends string, Parameters extends z.ZodObject> {
  kind: Kind;
  label: string;
  parameters: Parameters;
}

type SchemaOf<Each> =
  Each extends Definition<infer Kind, infer Parameters>
    ? z.ZodObject<{ kind: z.ZodLiteral<Kind> } & Parameters["shape"], z.core.$strict>
    : never;
type SchemasOf<Definitions> = { -readonly [Index in keyof Definitions]: SchemaOf<Definitions[Index]> };

/** The schema of a specification, `{ kind, …parameters }`: a union of the definitions' schemas, told apart by kind. */
export function specificationOf<
  const Definitions extends readonly [Definition<string, z.ZodObject>, ...Definition<string, z.ZodObject>[]],
>(definitions: Definitions) {
  const schemas = definitions.map(({ kind, label, parameters }) =>
    z.strictObject({ kind: z.literal(kind), ...parameters.shape }).meta({ title: label }),
  );
  return z.discriminatedUnion("kind", schemas as unknown as SchemasOf<Definitions>);
}

/** Looks up definitions by kind; throws a RangeError on an unknown kind. */
export function byKind<Each extends { kind: string }>(definitions: readonly Each[], noun: string) {
  const found = new Map(definitions.map((definition) => [definition.kind, definition]));
  return (kind: string): Each => {
    const definition = found.get(kind);
    if (!definition) throw new RangeError(`no ${noun} of kind ${kind}`);
    return definition;
  };
}
