import type { Question } from "../../sources/api-snippets.ts";

/** The question that the lecture asks. */
export const selectionQuestion: Question = {
  path: "/api/v1/selection-probabilities",
};
