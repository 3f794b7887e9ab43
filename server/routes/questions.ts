import type { Response } from "express";
import { withJsonBody } from "../http/json-body.ts";
import type { Resource } from "../http/resource.ts";
import { isValidateOnly } from "../http/validate-only.ts";
import type { QuestionName } from "../questions/question-kinds.ts";
import { sendJsonText } from "../http/send-json.ts";
import type { Services } from "../services.ts";

/** The path of every question. */
const PATHS: Record<QuestionName, string> = {
  selectionProbabilities: "/api/v1/selection-probabilities",
  bestArmProbabilities: "/api/v1/best-arm-probabilities",
  expectedRegret: "/api/v1/expected-regret",
  trace: "/api/v1/trace",
};

/** The exact questions: POST a request, get its answer. */
export function questionResources({ questions, bodies }: Services): Resource[] {
  return (Object.keys(PATHS) as QuestionName[]).map((name) => ({
    path: PATHS[name],
    post: {
      handle: async (request, response) => {
        const isOnlyChecked = isValidateOnly(request);
        const asker = { client: request.ip ?? "unknown", gone: () => signalOf(response) };
        const answer = await withJsonBody(request, bodies, async (body) =>
          isOnlyChecked
            ? JSON.stringify(await questions.validate(name, body, asker))
            : await questions.ask(name, body, asker),
        );
        sendJsonText(request, response, answer);
      },
    },
  }));
}

/** A signal that aborts when the client leaves before its answer. */
function signalOf(response: Response): AbortSignal {
  const gone = new AbortController();
  // The client may have left while its large body was read.
  if (response.destroyed) gone.abort();
  response.once("close", () => response.writableFinished || gone.abort());
  return gone.signal;
}
