import type { Request, Response } from "express";
import { REVALIDATED, sendTagged } from "./entity-tag.ts";
import { HttpProblem } from "./problems.ts";
import type { Resource } from "./resource.ts";

export interface Catalogue {
  path: string;
  /** The field of the answer that holds the list. */
  name: string;
  /** The field that names an entry in its path. */
  key: string;
  noun: string;
}

/** The resources of a list and of its entries, which do not change while the server runs. */
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
          if (!entry) throw new HttpProblem(404, `There is no such ${noun}. Known: ${[...byKey.keys()].join(", ")}.`);
          sendCatalogue(request, response, whole(entry));
        },
      },
    },
  ];
}

/** Sends JSON that does not change while the server runs. */
export function sendCatalogue(request: Request, response: Response, value: unknown): void {
  response.set("Cache-Control", REVALIDATED).type("json");
  sendTagged(request, response, JSON.stringify(value));
}
