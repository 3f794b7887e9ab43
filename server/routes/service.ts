import { limits } from "../../experiments/limits.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { javascriptEngine, packageVersion } from "../engine.ts";
import { BODY_BYTES } from "../http/json-body.ts";
import type { Resource } from "../http/resource.ts";
import { sendJson } from "../http/send-json.ts";
import { JSON_DEPTH } from "../read-json.ts";
import type { ServiceDescription } from "../openapi/service.ts";
import type { Services } from "../services.ts";

/** /api/v1: version, limits and links. */
export function serviceResources({ config }: Services): Resource[] {
  const description: ServiceDescription = {
    name: "Bandit Lab",
    version: packageVersion,
    engineVersion: ENGINE_VERSION,
    javascriptEngine,
    limits: {
      ...limits,
      bodyBytes: BODY_BYTES,
      jsonDepth: JSON_DEPTH,
      work: config.workBudget,
      questionWork: config.questionBudget,
      costlyQuestionsPerClient: config.questionsPerClient,
      waitingQuestions: config.waitingQuestions,
      runningSimulations: config.running,
      runningSimulationsPerClient: config.runningPerClient,
      waitingSimulations: config.waiting,
      waitingSimulationsPerClient: config.waitingPerClient,
      retentionDays: config.retentionDays,
    },
    links: {
      self: "/api/v1",
      openapi: "/api/v1/openapi.json",
      documentation: "/api/docs/",
      policies: "/api/v1/policies",
      bandits: "/api/v1/bandits",
      gallery: "/api/v1/gallery",
      selectionProbabilities: "/api/v1/selection-probabilities",
      bestArmProbabilities: "/api/v1/best-arm-probabilities",
      expectedRegret: "/api/v1/expected-regret",
      trace: "/api/v1/trace",
      simulations: "/api/v1/simulations",
      sweeps: "/api/v1/sweeps",
      health: "/healthz",
      readiness: "/readyz",
      metrics: "/metrics",
    },
  };
  return [{ path: "/api/v1", get: { handle: (request, response) => sendJson(request, response, description) } }];
}
