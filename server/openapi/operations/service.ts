import type { Json, Paths } from "../operation.ts";

const status: Json = { type: "object", properties: { status: { type: "string" } }, required: ["status"] };

/** The API itself and its health. */
export const servicePaths: Paths = {
  "/api/v1": {
    get: {
      operationId: "describeService",
      summary: "Version, limits and links",
      answers: { 200: { description: "The service.", schema: "ServiceDescription" } },
    },
  },
  "/api/v1/openapi.json": {
    get: {
      operationId: "describeApi",
      summary: "This document",
      answers: { 200: { description: "OpenAPI 3.1.", schema: { type: "object" }, isTagged: true } },
    },
  },
};

export const healthPaths: Paths = {
  "/healthz": {
    get: {
      operationId: "isAlive",
      summary: "Liveness",
      answers: { 200: { description: "The process is alive.", schema: status } },
    },
  },
  "/readyz": {
    get: {
      operationId: "isReady",
      summary: "Readiness: the server is not shutting down and can read and write its store",
      answers: { 200: { description: "The server accepts requests.", schema: status } },
      problems: [503],
    },
  },
  "/metrics": {
    get: {
      operationId: "measure",
      summary: "Prometheus metrics of the process, its requests by route, simulations and questions",
      answers: {
        200: { description: "Prometheus text format.", schema: { type: "string" }, types: ["text/plain"] },
      },
    },
  },
};
