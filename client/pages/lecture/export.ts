import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";

/** The answers as JSON of the API. */
export function answersJson(answers: readonly SelectionAnswer[]): string {
  return `${JSON.stringify(answers, null, 2)}\n`;
}

const COLUMNS = ["policy", "arm", "value", "fraction", "formula", "errorBound", "method"] as const;

/** The answers as CSV: one line per policy and arm. */
export function answersCsv(answers: readonly SelectionAnswer[]): string {
  const rows = answers.flatMap(({ policy, method, probabilities }) =>
    probabilities.map((probability) => ({ policy: policy.kind, method, ...probability })),
  );
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? "").join(","));
  return [COLUMNS.join(","), ...lines, ""].join("\r\n");
}
