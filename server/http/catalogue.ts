import * as z from "zod";
import type { Request, Response } from "express";
import { REVALIDATED, sendTagged } from "./entity-tag.ts";
import { HttpProblem } from "./problems.ts";
import type { Resource } from "./resource.ts";

export interface Catalogue {
  path: string;
  /** The list's field in the answer. */
  name: string;
  /** What names an entry in its path. */
  key: string;
  noun: string;
}

/** A list and its entries, that do not change as long as the server runs. */
export function catalogueResources(
  { path, name, key, noun }: Catalogue,
  entries: readonly Record<string, unknown>[],
  whole: (entry: Record<string, unknown>) => unknown = (entry) => entry,
): Resource[] {
  const byKey = new Map(entries.map((entry) => [entry[key], entry]));
  return [
    { path, get: { handle: (request, response) => sendCatalogue(request, response, { [name]: entries }) } },
    {
      path: `${path}/:${key}`,
      get: {
        handle: (request, response) => {
          const entry = byKey.get(request.params[key]);
          if (!entry)
            throw new HttpProblem(404, `There is no such ${noun}; there are ${[...byKey.keys()].join(", ")}.`);
          sendCatalogue(request, response, whole(entry));
        },
      },
    },
  ];
}

/** What is the same as long as the server runs, as JSON. */
export function sendCatalogue(request: Request, response: Response, value: unknown): void {
  response.set("Cache-Control", REVALIDATED).type("json");
  sendTagged(request, response, JSON.stringify(value));
}

/** What the description of every definition has, a policy's and a bandit's alike. */
export const DefinitionDescription = z.strictObject({
  kind: z.string(),
  label: z.string(),
  rule: z.string(),
  formula: z.string().meta({ description: "LaTeX" }),
  source: z.string(),
  parameters: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema" }),
  links: z.strictObject({ self: z.string() }),
});

type Described = Omit<z.output<typeof DefinitionDescription>, "parameters" | "links"> & { parameters: z.ZodType };

/** A definition as data; its parameters as they are written, with defaults left out. */
export function describeDefinition(path: string, { kind, label, rule, formula, source, parameters }: Described) {
  const schema: Record<string, unknown> = z.toJSONSchema(parameters, { io: "input" });
  return { kind, label, rule, formula, source, parameters: schema, links: { self: `${path}/${kind}` } };
}
