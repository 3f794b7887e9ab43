import { jsonBody } from "../http/json-body.ts";
import type { Resource } from "../http/resource.ts";
import type { Services } from "../services.ts";

/** /api/v1/selection-probabilities: which arm next, and with which probability. */
export function selectionResources({ questions }: Services): Resource[] {
  return [
    {
      path: "/api/v1/selection-probabilities",
      post: {
        handle: async (request, response) => {
          const gone = new AbortController();
          response.once("close", () => gone.abort());
          response.json(await questions.selection(await jsonBody(request), gone.signal));
        },
      },
    },
  ];
}
