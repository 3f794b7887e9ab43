import { listOf, type Paths } from "../operation.ts";

/** Policies, bandits and the gallery of published experiments. */
export const cataloguePaths: Paths = {
  "/api/v1/policies": {
    get: {
      operationId: "listPolicies",
      summary: "List policies: rule, formula, source, parameters",
      answers: {
        200: { description: "All policies.", schema: listOf("policies", "PolicyDescription"), isTagged: true },
      },
    },
  },
  "/api/v1/policies/{kind}": {
    get: {
      operationId: "describePolicy",
      summary: "Get a policy",
      parameters: ["kind"],
      answers: { 200: { description: "The policy.", schema: "PolicyDescription", isTagged: true } },
      problems: [404],
    },
  },
  "/api/v1/bandits": {
    get: {
      operationId: "listBandits",
      summary: "List bandits: rule, formula, source, parameters",
      answers: { 200: { description: "All bandits.", schema: listOf("bandits", "BanditDescription"), isTagged: true } },
    },
  },
  "/api/v1/bandits/{kind}": {
    get: {
      operationId: "describeBandit",
      summary: "Get a bandit",
      parameters: ["kind"],
      answers: { 200: { description: "The bandit.", schema: "BanditDescription", isTagged: true } },
      problems: [404],
    },
  },
  "/api/v1/gallery": {
    get: {
      operationId: "listGallery",
      summary: "List published experiments",
      answers: {
        200: { description: "All experiments.", schema: listOf("gallery", "GalleryListing"), isTagged: true },
      },
    },
  },
  "/api/v1/gallery/{id}": {
    get: {
      operationId: "reproduceExperiment",
      summary: "Reproduce a published experiment: published value, our value, verdict",
      parameters: ["id"],
      answers: { 200: { description: "The experiment.", schema: "ReproducedEntry", isTagged: true } },
      problems: [404],
    },
  },
};
