import type { Response } from "express";
import { parseInput } from "../../experiments/mistakes.ts";
import type { QuestionValidation } from "../../experiments/validation.ts";
import { jsonBody } from "../http/json-body.ts";
import type { Resource } from "../http/resource.ts";
import { isValidateOnly } from "../http/validate-only.ts";
import { type QuestionKind, questionKinds, type QuestionName } from "../jobs/question-kinds.ts";
import { sendJson } from "../http/send-json.ts";
import type { Services } from "../services.ts";

/** Where which question is asked. */
const PATHS: Record<QuestionName, string> = {
  selectionProbabilities: "/api/v1/selection-probabilities",
  bestArmProbabilities: "/api/v1/best-arm-probabilities",
  expectedRegret: "/api/v1/expected-regret",
};

/** The exact questions: a request goes in, its answer comes out. */
export function questionResources({ questions, config }: Services): Resource[] {
  return (Object.keys(PATHS) as QuestionName[]).map((name) => ({
    path: PATHS[name],
    post: {
      handle: async (request, response) => {
        const isOnlyChecked = isValidateOnly(request);
        const input = await jsonBody(request);
        if (isOnlyChecked) {
          sendJson(request, response, validateQuestion(name, input, config.questionBudget));
          return;
        }
        const asker = { client: request.ip ?? "unknown", gone: () => signalOf(response) };
        sendJson(request, response, await questions.ask(name, input, asker));
      },
    },
  }));
}

/** @throws InvalidInput on a request that means nothing or costs too much, as asking it does */
function validateQuestion(name: QuestionName, input: unknown, budget: number): QuestionValidation {
  const kind: QuestionKind = questionKinds[name];
  const request = parseInput(kind.schema, input);
  kind.check(request, budget);
  return { valid: true, cost: { steps: kind.cost(request), budget } };
}

/** Aborts when the client has left before its answer. */
function signalOf(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => response.writableFinished || gone.abort());
  return gone.signal;
}
