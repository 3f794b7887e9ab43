import { BanditSpec } from "../../experiments/bandits/registry.ts";
import { BestArmAnswer } from "../../experiments/best-arm/answer.ts";
import { BestArmRequest } from "../../experiments/best-arm/request.ts";
import { ExactCurve, ExpectedRegretAnswer } from "../../experiments/exact/answer.ts";
import { ExactReason } from "../../experiments/exact/exact-outcome.ts";
import { ExpectedRegretRequest } from "../../experiments/exact/request.ts";
import { Problem } from "../../experiments/mistakes/problem.ts";
import { SimulationResult } from "../../experiments/result/result.ts";
import { SelectionAnswer } from "../../experiments/selection/answer.ts";
import { SelectionRequest } from "../../experiments/selection/request.ts";
import { Simulation, SimulationCost, SimulationSnapshot } from "../../experiments/result/simulation-handle.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { QuestionValidation, SimulationValidation } from "../../experiments/result/validation.ts";
import { Posteriors } from "../../policies/posteriors/family.ts";
import { PolicySpec } from "../../policies/registry.ts";
import { BanditDescription, GalleryListing, PolicyDescription, ReproducedEntry } from "./catalogues.ts";
import { ServiceDescription } from "./service.ts";

/** The schemas that operations name; each has its name as its id. */
export const schemas = {
  BanditDescription,
  BanditSpec,
  BestArmAnswer,
  BestArmRequest,
  ExactCurve,
  ExactReason,
  ExpectedRegretAnswer,
  ExpectedRegretRequest,
  GalleryListing,
  PolicyDescription,
  PolicySpec,
  Posteriors,
  Problem,
  QuestionValidation,
  ReproducedEntry,
  SelectionAnswer,
  SelectionRequest,
  ServiceDescription,
  Simulation,
  SimulationCost,
  SimulationResult,
  SimulationSnapshot,
  SimulationSpec,
  SimulationValidation,
};
export type SchemaName = keyof typeof schemas;

export function reference(schema: SchemaName) {
  return { $ref: `#/components/schemas/${schema}` };
}

/** What operations refer to by name, as OpenAPI has it. */
export const parameters = {
  kind: { name: "kind", in: "path", required: true, schema: { type: "string" } },
  id: { name: "id", in: "path", required: true, schema: { type: "string" } },
  ifNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "Entity tags of what the client has already, or *.",
    schema: { type: "string" },
  },
  prefer: {
    name: "Prefer",
    in: "header",
    description: "wait=N: wait up to N seconds, 60 at most, for the end of the simulation (RFC 7240).",
    schema: { type: "string" },
    example: "wait=10",
  },
  validateOnly: {
    name: "validateOnly",
    in: "query",
    description: "Whether to check the request and tell its cost, without computing, starting or storing anything.",
    schema: { type: "boolean", default: false },
  },
} as const;

export const headers = {
  ETag: { description: "Entity tag, to be sent as If-None-Match.", schema: { type: "string" } },
  "Cache-Control": { description: "How long the answer may be kept, and by whom.", schema: { type: "string" } },
  Location: { description: "The simulation.", schema: { type: "string" } },
  "Retry-After": { description: "Seconds after which to try again.", required: true, schema: { type: "integer" } },
  Allow: { description: "The methods that are known here.", required: true, schema: { type: "string" } },
} as const;

/** What every problem means, by its status, and the headers that come with it. */
export const problems: Record<number, { description: string; headers?: (keyof typeof headers)[] }> = {
  400: {
    description:
      "Not JSON, an empty body, a key twice, more than 16 levels, invalid UTF-8, a malformed path, or no HTTP at all.",
  },
  404: { description: "There is no such thing." },
  405: { description: "The method is not known here.", headers: ["Allow"] },
  406: { description: "None of the accepted media types can be given." },
  408: { description: "The request took too long to arrive." },
  409: { description: "There is no result yet." },
  413: { description: "The body is over 2 MB." },
  415: { description: "The body is not application/json." },
  422: { description: "The request means nothing, or is over a budget: every wrong field is named." },
  429: { description: "Too much of this client's work is running or waiting.", headers: ["Retry-After"] },
  431: { description: "The headers are too long." },
  503: { description: "The server is full, cannot store anything, or is shutting down.", headers: ["Retry-After"] },
};
