import { bestArmAnswer } from "../../experiments/best-arm/best-arm.ts";
import { expectedRegret } from "../../experiments/exact/expected-regret.ts";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { type headers, type parameters, reference, type SchemaName } from "./components.ts";
import { lectureRequest, countedArms, posteriors, regretRequest, simulationRequest } from "./examples.ts";

/** An answer that is no problem. */
export interface Answer {
  description: string;
  /** Of its body: the name of a component, the names of several of which it is one, or a schema. */
  schema: SchemaName | SchemaName[] | Json;
  /** JSON, unless it says otherwise. */
  types?: string[];
  headers?: (keyof typeof headers)[];
  /** Whether it has an entity tag, so that `If-None-Match` may be answered by 304. */
  isTagged?: true;
  /** Computed when the document is asked for. */
  examples?: () => Record<string, Example>;
}

interface Example {
  summary: string;
  value: unknown;
}

/** What a method of a path does, and what it may answer. */
export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  parameters?: (keyof typeof parameters)[];
  request?: { schema: SchemaName; examples: Record<string, Example> };
  answers: Record<number, Answer>;
  /** Statuses of the problems that it may tell, beside those that every operation may. */
  problems?: number[];
}

export type Json = Record<string, unknown>;

const BODY_PROBLEMS = [413, 415, 422];
const QUESTION_PROBLEMS = [...BODY_PROBLEMS, 429, 503];

const list = (name: string, schema: SchemaName): Json => ({
  type: "object",
  properties: { [name]: { type: "array", items: reference(schema) } },
  required: [name],
});
const status = { type: "object", properties: { status: { type: "string" } }, required: ["status"] };

/** What every operation does, by path and method. */
export const operations: Record<string, Partial<Record<"get" | "post" | "delete", Operation>>> = {
  "/api/v1": {
    get: {
      operationId: "describeService",
      summary: "Version, limits and links",
      answers: {
        200: { description: "What this server is and allows.", schema: "ServiceDescription" },
      },
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
      parameters: ["validateOnly"],
      request: {
        schema: "SelectionRequest",
        examples: { lecture: { summary: "The exercise of DeepMind x UCL RL lecture 2", value: lectureRequest } },
      },
      answers: {
        200: {
          description: "The probabilities; or what they would cost, where that alone is asked.",
          schema: ["SelectionAnswer", "QuestionValidation"],
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
        "Exactly, given independent posteriors of the arms, or successes and trials with a Beta prior; and what choosing each arm loses in expectation.",
      parameters: ["validateOnly"],
      request: {
        schema: "BestArmRequest",
        examples: {
          lecture: { summary: "After one failure of a and one success of b", value: posteriors },
          counts: { summary: "The same as counts, with the prior Beta(2, 2)", value: countedArms },
        },
      },
      answers: {
        200: {
          description: "The probabilities, their defect, and the expected losses; or what they would cost.",
          schema: ["BestArmAnswer", "QuestionValidation"],
          examples: () => ({
            lecture: { summary: "P(a is best) = 1/6", value: bestArmAnswer(posteriors) },
            counts: { summary: "P(a is best) = 17/70", value: bestArmAnswer(countedArms) },
          }),
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
      parameters: ["validateOnly"],
      request: {
        schema: "ExpectedRegretRequest",
        examples: { thompson: { summary: "Five pulls of Thompson sampling on two arms", value: regretRequest } },
      },
      answers: {
        200: {
          description: "Regret and P(optimal) after every pull, and the law of the final regret.",
          schema: ["ExpectedRegretAnswer", "QuestionValidation"],
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
      parameters: ["validateOnly", "prefer"],
      request: {
        schema: "SimulationSpec",
        examples: { bernoulli: { summary: "Three policies on two Bernoulli arms", value: simulationRequest } },
      },
      answers: {
        200: {
          description: "Where it was only to be checked: what starting it would do.",
          schema: "SimulationValidation",
        },
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
      problems: [404, 503],
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
      problems: [404, 503],
    },
  },
  "/api/v1/simulations/{id}/result": {
    get: {
      operationId: "getResult",
      summary: "The result so far, as JSON or CSV",
      parameters: ["id"],
      answers: {
        200: {
          description:
            "The result; partial unless the simulation has succeeded: then complete is false in JSON, and in every row of the CSV completedReplications is less than replications.",
          schema: "SimulationResult",
          types: ["application/json", "text/csv"],
          isTagged: true,
        },
      },
      problems: [404, 409, 503],
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
      answers: {
        200: { description: "Prometheus text.", schema: { type: "string" }, types: ["text/plain"] },
      },
    },
  },
};
