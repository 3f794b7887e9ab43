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
import { SweepResult } from "../../experiments/sweep/result.ts";
import { Sweep, SweepSnapshot, SweepValidation } from "../../experiments/sweep/sweep-handle.ts";
import { SweepSpec } from "../../experiments/sweep/sweep-spec.ts";
import { TraceAnswer } from "../../experiments/trace/answer.ts";
import { TraceRequest } from "../../experiments/trace/request.ts";
import { QuestionValidation, SimulationValidation } from "../../experiments/result/validation.ts";
import { Posteriors } from "../../policies/posteriors/family.ts";
import { PolicySpec } from "../../policies/registry.ts";
import { BanditDescription, GalleryListing, PolicyDescription, ReproducedEntry } from "./catalogues.ts";
import { ServiceDescription } from "./service.ts";

/** Schemas that operations refer to by name; the name of each is its id. */
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
  Sweep,
  SweepResult,
  SweepSnapshot,
  SweepSpec,
  SweepValidation,
  TraceAnswer,
  TraceRequest,
};
export type SchemaName = keyof typeof schemas;

export function reference(schema: SchemaName) {
  return { $ref: `#/components/schemas/${schema}` };
}

/** Parameters that operations refer to by name, in the form of OpenAPI. */
export const parameters = {
  kind: { name: "kind", in: "path", required: true, schema: { type: "string" } },
  id: { name: "id", in: "path", required: true, schema: { type: "string" } },
  ifNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "Entity tags of the versions that the client has, or *.",
    schema: { type: "string" },
  },
  prefer: {
    name: "Prefer",
    in: "header",
    description: "wait=N: answer when the simulation or sweep has ended, after N seconds at most (up to 60; RFC 7240).",
    schema: { type: "string" },
    example: "wait=10",
  },
  validateOnly: {
    name: "validateOnly",
    in: "query",
    description: "Check the request and report its cost; compute, start and store nothing.",
    schema: { type: "boolean", default: false },
  },
} as const;

export const headers = {
  ETag: { description: "Entity tag, to send as If-None-Match.", schema: { type: "string" } },
  "Cache-Control": {
    description: "How long caches may keep the response, and which caches.",
    schema: { type: "string" },
  },
  Location: { description: "URL of the simulation or sweep.", schema: { type: "string" } },
  "Retry-After": { description: "Seconds to wait before trying again.", required: true, schema: { type: "integer" } },
  Allow: { description: "The methods of this path.", required: true, schema: { type: "string" } },
} as const;

/** The meaning of every problem by status, and its headers. */
export const problems: Record<number, { description: string; headers?: (keyof typeof headers)[] }> = {
  400: {
    description:
      "The request is malformed: not JSON, an empty body, a duplicate key, more than 16 levels, invalid UTF-8, a malformed path, or invalid HTTP.",
  },
  404: { description: "Not found." },
  405: { description: "The path does not have this method.", headers: ["Allow"] },
  406: { description: "The path has none of the accepted media types." },
  408: { description: "The request took too long to arrive." },
  409: { description: "There is no result yet, or another engine version began the simulation." },
  413: { description: "The body is larger than 2 MiB." },
  415: { description: "The body is not application/json." },
  422: { description: "The request is invalid or over a budget; `errors` names every wrong field." },
  429: { description: "This client has too much running or waiting.", headers: ["Retry-After"] },
  431: { description: "The path and headers are too long." },
  503: { description: "The server is busy, cannot use its store, or is shutting down.", headers: ["Retry-After"] },
};
