import * as z from "zod";
import type { DefinitionDescription } from "../openapi/catalogues.ts";

type Described = Omit<z.output<typeof DefinitionDescription>, "parameters" | "links"> & { parameters: z.ZodType };

/** A definition as data. The schema is that of parameters as they are written, with defaults left out. */
export function describeDefinition(path: string, { kind, label, rule, formula, source, parameters }: Described) {
  const schema: Record<string, unknown> = z.toJSONSchema(parameters, { io: "input" });
  return { kind, label, rule, formula, source, parameters: schema, links: { self: `${path}/${kind}` } };
}
