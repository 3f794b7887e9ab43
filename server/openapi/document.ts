import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { BestArmAnswer } from "../experiments/best-arm/answer.ts";
import { bestArmAnswer } from "../experiments/best-arm/best-arm.ts";
import { BestArmRequest } from "../experiments/best-arm/request.ts";
import { ExactCurve, ExpectedRegretAnswer } from "../experiments/exact/answer.ts";
import { expectedRegret } from "../experiments/exact/expected-regret.ts";
import { ExpectedRegretRequest } from "../experiments/exact/request.ts";
import { lectureSituation } from "../experiments/gallery/ucl-lecture-2.ts";
import { BanditSpec } from "../experiments/bandits/registry.ts";
import { InvalidInput } from "../experiments/mistakes.ts";
import { invalidInputProblem, Problem } from "../experiments/problem.ts";
import { SimulationResult } from "../experiments/result.ts";
import { SelectionAnswer } from "../experiments/selection/answer.ts";
import { SelectionRequest } from "../experiments/selection/request.ts";
import { Simulation, SimulationSnapshot } from "../experiments/simulation-handle.ts";
import { SimulationSpec } from "../experiments/spec.ts";
import { Posteriors } from "../policies/posteriors/family.ts";
import { PolicySpec } from "../policies/registry.ts";
import { BanditDescription } from "./routes/bandits.ts";
import { GalleryListing, ReproducedEntry } from "./routes/gallery.ts";
import { PolicyDescription } from "./routes/policies.ts";
import { ServiceDescription } from "./routes/service.ts";
import { selectionProbabilities } from "../experiments/selection/selection-probabilities.ts";
import { packageVersion } from "./engine.ts";

type Json = Record<string, unknown>;

/** The schemas that operations name; each has its name as its id. */
const components = {
  BanditDescription,
  BanditSpec,
  BestArmAnswer,
  BestArmRequest,
  ExactCurve,
  ExpectedRegretAnswer,
  ExpectedRegretRequest,
  GalleryListing,
  PolicyDescription,
  PolicySpec,
  Posteriors,
  Problem,
  ReproducedEntry,
  SelectionAnswer,
  SelectionRequest,
  ServiceDescription,
  Simulation,
  SimulationResult,
  SimulationSnapshot,
  SimulationSpec,
};
type Component = keyof typeof components;

/** A media type's schema: the name of a component, or a schema. */
interface Answer {
  description: string;
  schema?: Component | Json;
  types?: string[];
  headers?: string[];
  /** Whether it has an entity tag, so that `If-None-Match` may be answered by 304. */
  isTagged?: true;
  /** Computed when the document is asked for. */
  examples?: () => Record<string, Example>;
}

interface Example {
  summary: string;
  value: unknown;
}

interface OperationDescription {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: string[];
  request?: { schema: Component; examples: Record<string, Example> };
  answers: Record<number, Answer>;
  /** Statuses of the problems that it may tell, beside those that every operation may. */
  problems?: number[];
}

const lectureRequest = { policy: { kind: "thompson-beta" }, ...lectureSituation } as const;
const posteriors = {
  family: "beta" as const,
  arms: [
    { alpha: 1, beta: 2 },
    { alpha: 2, beta: 1 },
  ],
};
const regretRequest = {
  bandit: { kind: "bernoulli" as const, means: [0.45, 0.55] },
  policy: { kind: "thompson-beta" as const },
  horizon: 5,
};
const simulationRequest = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 1000,
  seed: "lecture",
};

const HEADERS: Json = {
  ETag: { description: "Strong entity tag, to be sent as If-None-Match.", schema: { type: "string" } },
  "Cache-Control": { description: "How long the answer may be kept, and by whom.", schema: { type: "string" } },
  Location: { description: "The simulation.", schema: { type: "string" } },
  "Retry-After": { description: "Seconds after which to try again.", schema: { type: "integer" } },
  Allow: { description: "The methods that are known here.", schema: { type: "string" } },
};

const PROBLEMS: Record<number, string> = {
  400: "Not JSON, an empty body, a key twice, more than 16 levels, invalid UTF-8, or a malformed path.",
  404: "There is no such thing.",
  405: "The method is not known here.",
  406: "None of the accepted media types can be given.",
  409: "There is no result yet.",
  413: "The body is over 64 kB.",
  415: "The body is not application/json.",
  422: "The request means nothing, or is over a budget: every wrong field is named.",
  429: "Too much of this client's work is running or waiting.",
  503: "The server is full, cannot store anything, or is shutting down.",
};
const TAG_HEADERS = ["ETag", "Cache-Control"];
const BODY_PROBLEMS = [400, 413, 415, 422];
const QUESTION_PROBLEMS = [...BODY_PROBLEMS, 429, 503];

const PARAMETERS: Json = {
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
};

const list = (name: string, schema: Component): Json => ({
  type: "object",
  properties: { [name]: { type: "array", items: reference(schema) } },
  required: [name],
});
const status = { type: "object", properties: { status: { type: "string" } }, required: ["status"] };

/** What every operation does, by path and method. */
const operations: Record<string, Partial<Record<"get" | "post" | "delete", OperationDescription>>> = {
  "/api/v1": {
    get: {
      operationId: "describeService",
      summary: "Version, limits and links",
      answers: { 200: { description: "What this server is and allows.", schema: "ServiceDescription" } },
    },
  },
  "/api/v1/openapi.json": {
    get: {
      operationId: "describeApi",
      summary: "This document",
      answers: { 200: { description: "OpenAPI 3.1.", schema: { type: "object" }, isTagged: true } },
    },
  },
  "/api/v1/policies": {
    get: {
      operationId: "listPolicies",
      summary: "All policies: rule, formula, source, parameters",
      answers: { 200: { description: "The policies.", schema: list("policies", "PolicyDescription"), isTagged: true } },
    },
  },
  "/api/v1/policies/{kind}": {
    get: {
      operationId: "describePolicy",
      summary: "One policy",
      parameters: ["kind"],
      answers: { 200: { description: "The policy.", schema: "PolicyDescription", isTagged: true } },
      problems: [404],
    },
  },
  "/api/v1/bandits": {
    get: {
      operationId: "listBandits",
      summary: "All bandits: rule, formula, source, parameters",
      answers: { 200: { description: "The bandits.", schema: list("bandits", "BanditDescription"), isTagged: true } },
    },
  },
  "/api/v1/bandits/{kind}": {
    get: {
      operationId: "describeBandit",
      summary: "One bandit",
      parameters: ["kind"],
      answers: { 200: { description: "The bandit.", schema: "BanditDescription", isTagged: true } },
      problems: [404],
    },
  },
  "/api/v1/gallery": {
    get: {
      operationId: "listGallery",
      summary: "Published experiments",
      answers: { 200: { description: "The experiments.", schema: list("gallery", "GalleryListing"), isTagged: true } },
    },
  },
  "/api/v1/gallery/{id}": {
    get: {
      operationId: "reproduceExperiment",
      summary: "A published experiment, computed again: published, ours, verdict",
      parameters: ["id"],
      answers: { 200: { description: "The experiment.", schema: "ReproducedEntry", isTagged: true } },
      problems: [404],
    },
  },
  "/api/v1/selection-probabilities": {
    post: {
      operationId: "selectionProbabilities",
      summary: "With which probability does a policy pull which arm now?",
      description: "Exactly, given what it has seen; and by Monte Carlo beside it where that is asked for.",
      request: {
        schema: "SelectionRequest",
        examples: { lecture: { summary: "The exercise of DeepMind x UCL RL lecture 2", value: lectureRequest } },
      },
      answers: {
        200: {
          description: "The probabilities.",
          schema: "SelectionAnswer",
          examples: () => ({ lecture: { summary: "P(a) = 1/6", value: selectionProbabilities(lectureRequest) } }),
        },
      },
      problems: QUESTION_PROBLEMS,
    },
  },
  "/api/v1/best-arm-probabilities": {
    post: {
      operationId: "bestArmProbabilities",
      summary: "With which probability is which arm the best one?",
      description:
        "Exactly, given independent posteriors of the arms; and what choosing each arm loses in expectation.",
      request: {
        schema: "BestArmRequest",
        examples: { lecture: { summary: "After one failure of a and one success of b", value: posteriors } },
      },
      answers: {
        200: {
          description: "The probabilities, their defect, and the expected losses.",
          schema: "BestArmAnswer",
          examples: () => ({ lecture: { summary: "P(a is best) = 1/6", value: bestArmAnswer(posteriors) } }),
        },
      },
      problems: QUESTION_PROBLEMS,
    },
  },
  "/api/v1/expected-regret": {
    post: {
      operationId: "expectedRegret",
      summary: "What regret does a policy collect in expectation?",
      description:
        "Exactly, by dynamic programming over the counts of successes and failures, with the law of the final regret.",
      request: {
        schema: "ExpectedRegretRequest",
        examples: { thompson: { summary: "Five pulls of Thompson sampling on two arms", value: regretRequest } },
      },
      answers: {
        200: {
          description: "Regret and P(optimal) after every pull, and the law of the final regret.",
          schema: "ExpectedRegretAnswer",
          examples: () => ({ thompson: { summary: "Five pulls", value: expectedRegret(regretRequest) } }),
        },
      },
      problems: QUESTION_PROBLEMS,
    },
  },
  "/api/v1/simulations": {
    post: {
      operationId: "startSimulation",
      summary: "Start a simulation",
      description: "Equal specifications are computed once; every POST makes a handle of its own.",
      parameters: ["prefer"],
      request: {
        schema: "SimulationSpec",
        examples: { bernoulli: { summary: "Three policies on two Bernoulli arms", value: simulationRequest } },
      },
      answers: {
        201: { description: "The simulation is at its end.", schema: "Simulation", headers: ["Location"] },
        202: { description: "The simulation is queued or running.", schema: "Simulation", headers: ["Location"] },
      },
      problems: [...BODY_PROBLEMS, 429, 503],
    },
  },
  "/api/v1/simulations/{id}": {
    get: {
      operationId: "getSimulation",
      summary: "State and progress",
      parameters: ["id"],
      answers: { 200: { description: "The simulation.", schema: "Simulation" } },
      problems: [404],
    },
    delete: {
      operationId: "cancelSimulation",
      summary: "Cancel a simulation; what it found so far is kept",
      description: "Idempotent. One that is at its end stays as it is.",
      parameters: ["id"],
      answers: { 200: { description: "The simulation.", schema: "Simulation" } },
      problems: [404, 503],
    },
  },
  "/api/v1/simulations/{id}/events": {
    get: {
      operationId: "watchSimulation",
      summary: "Server-sent events: cumulative snapshots",
      description: "Events named snapshot, whose data is a SimulationSnapshot. The last one has a terminal state.",
      parameters: ["id"],
      answers: { 200: { description: "The stream.", schema: "SimulationSnapshot", types: ["text/event-stream"] } },
      problems: [404],
    },
  },
  "/api/v1/simulations/{id}/result": {
    get: {
      operationId: "getResult",
      summary: "The result so far, as JSON or CSV",
      parameters: ["id"],
      answers: {
        200: {
          description: "The result; partial (complete: false) unless the simulation has succeeded.",
          schema: "SimulationResult",
          types: ["application/json", "text/csv"],
          isTagged: true,
        },
      },
      problems: [404, 409],
    },
  },
  "/healthz": {
    get: {
      operationId: "isAlive",
      summary: "Liveness",
      answers: { 200: { description: "The process lives.", schema: status } },
    },
  },
  "/readyz": {
    get: {
      operationId: "isReady",
      summary: "Readiness: the server is not shutting down, and its store can be read and written",
      answers: { 200: { description: "The server takes work.", schema: status } },
      problems: [503],
    },
  },
  "/metrics": {
    get: {
      operationId: "measure",
      summary: "Metrics for Prometheus: the process, its requests by route, its work",
      answers: { 200: { description: "Prometheus text.", schema: { type: "string" }, types: ["text/plain"] } },
    },
  },
};

/** OpenAPI 3.1 from the schemas that requests are parsed with. */
export function openApiDocument(): Json {
  // A schema of a request: fields with a default may be left out. Answers always have them.
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: "input", uri: (id) => `#/components/schemas/${id}` });
  return {
    openapi: "3.1.0",
    info: {
      title: "Bandit Lab",
      version: packageVersion,
      summary: "Multi-armed bandits: exact selection probabilities, best arms and regret, and seeded simulation.",
      description:
        "With which probability does a policy pull which arm now (`/selection-probabilities`)? Which arm is best, and what does choosing another cost (`/best-arm-probabilities`)? What regret does a policy collect, exactly (`/expected-regret`) and by simulation (`/simulations`)?",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [
            method,
            { tags: [tagOf(path)], ...describe(operation) },
          ]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutAddress(schema)])),
      parameters: PARAMETERS,
      headers: HEADERS,
      responses: Object.fromEntries(
        Object.entries(PROBLEMS).map(([code, text]) => [`Problem${code}`, problem(Number(code), text)]),
      ),
    },
  };
}

/** The group that an operation is shown in, by the first part of its path. */
function tagOf(path: string): string {
  const [, part = ""] = /^\/api\/v1\/([a-z-]+)$|^\/api\/v1\/([a-z-]+)\//.exec(path)?.filter(Boolean) ?? [];
  return TAGS[part] ?? "Service";
}

const TAGS: Record<string, string> = {
  "selection-probabilities": "Exact answers",
  "best-arm-probabilities": "Exact answers",
  "expected-regret": "Exact answers",
  simulations: "Simulations",
  policies: "Catalogues",
  bandits: "Catalogues",
  gallery: "Catalogues",
};

function describe({ parameters = [], request, answers, problems = [], ...words }: OperationDescription): Json {
  const isTagged = Object.values(answers).some((answer) => answer.isTagged);
  const names = isTagged ? [...parameters, "ifNoneMatch"] : parameters;
  return {
    ...words,
    ...(names.length > 0 && { parameters: names.map((name) => ({ $ref: `#/components/parameters/${name}` })) }),
    ...(request && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: reference(request.schema), examples: request.examples } },
      },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([code, answer]) => [code, describeAnswer(answer)])),
      ...(isTagged && { 304: { description: "The client has it already.", headers: headersOf(TAG_HEADERS) } }),
      ...Object.fromEntries(
        [...problems, 405, 406].map((code) => [code, { $ref: `#/components/responses/Problem${code}` }]),
      ),
    },
  };
}

function describeAnswer({ description, schema, types = ["application/json"], examples, ...answer }: Answer): Json {
  const headers = [...(answer.headers ?? []), ...(answer.isTagged ? TAG_HEADERS : [])];
  const body = typeof schema === "string" ? reference(schema) : schema;
  const content = types.map((type) => [
    type,
    type === "text/csv" ? { schema: { type: "string" } } : { schema: body, ...(examples && { examples: examples() }) },
  ]);
  return {
    description,
    ...(headers.length > 0 && { headers: headersOf(headers) }),
    content: Object.fromEntries(content) as Json,
  };
}

function headersOf(names: string[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function problem(status: number, description: string): Json {
  const example = status === 422 ? mistakenProblem() : { type: "about:blank", title: STATUS_CODES[status], status };
  return { description, content: { "application/problem+json": { schema: reference("Problem"), example } } };
}

/** What a mistake is told as, by making one. */
function mistakenProblem(): Problem {
  try {
    selectionProbabilities({ ...lectureRequest, policy: { kind: "epsilon-greedy", epsilon: 2 } });
  } catch (error) {
    if (error instanceof InvalidInput) return invalidInputProblem(error.mistakes);
  }
  throw new Error("an exploration probability of 2 was taken");
}

function reference(schema: Component): Json {
  return { $ref: `#/components/schemas/${schema}` };
}

/** `$id` and `$schema` say where a schema is; inside this document its place says so. */
function withoutAddress({ $id: _id, $schema: _schema, ...schema }: Json): Json {
  return schema;
}
