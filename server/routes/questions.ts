import type { QuestionName } from "../jobs/question-kinds.ts";
import { jsonBody } from "../http/json-body.ts";
import type { Resource } from "../http/resource.ts";
import type { Services } from "../services.ts";

/** Where which question is asked. */
const PATHS: Record<QuestionName, string> = {
  selectionProbabilities: "/api/v1/selection-probabilities",
  bestArmProbabilities: "/api/v1/best-arm-probabilities",
  expectedRegret: "/api/v1/expected-regret",
};

/** The exact questions: a request goes in, its answer comes out. */
export function questionResources({ questions }: Services): Resource[] {
  return (Object.keys(PATHS) as QuestionName[]).map((name) => ({
    path: PATHS[name],
    post: {
      handle: async (request, response) => {
        const gone = new AbortController();
        response.once("close", () => gone.abort());
        const asker = { client: request.ip ?? "unknown", gone: gone.signal };
        response.json(await questions.ask(name, await jsonBody(request), asker));
      },
    },
  }));
}
