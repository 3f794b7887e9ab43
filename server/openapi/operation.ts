import { type headers, type parameters, reference, type SchemaName } from "./components.ts";

export type Json = Record<string, unknown>;

/** A response that is not a problem. */
export interface Answer {
  description: string;
  /** Of its body: the name of a component, the names of alternatives, or a schema. */
  schema: SchemaName | SchemaName[] | Json;
  /** Media types; JSON if absent. */
  types?: string[];
  headers?: (keyof typeof headers)[];
  /** Whether it has an entity tag, so that `If-None-Match` may be answered by 304. */
  isTagged?: true;
  /** Computed when the document is requested. */
  examples?: () => Record<string, Example>;
}

interface Example {
  summary: string;
  value: unknown;
}

/** A method of a path: its words, its request and its responses. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: (keyof typeof parameters)[];
  request?: { schema: SchemaName; examples: Record<string, Example> };
  answers: Record<number, Answer>;
  /** Statuses of its problems, beside those that every operation has. */
  problems?: number[];
}

/** Operations by path and method. */
export type Paths = Record<string, Partial<Record<"get" | "post" | "delete", Operation>>>;

/** Problems of every operation with a body. */
export const BODY_PROBLEMS = [413, 415, 422];
/** Problems of every operation that may have to wait for its turn. */
export const WORK_PROBLEMS = [...BODY_PROBLEMS, 429, 503];

/** The schema of an object with one list. */
export function listOf(name: string, schema: SchemaName): Json {
  return {
    type: "object",
    properties: { [name]: { type: "array", items: reference(schema) } },
    required: [name],
  };
}
