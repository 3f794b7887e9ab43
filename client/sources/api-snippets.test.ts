import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { requestFor } from "../pages/lecture/answers.ts";
import { curlSnippet, pythonSnippet, rSnippet, typescriptSnippet } from "./api-snippets.ts";
import { selectionQuestion } from "../pages/lecture/selection-question.ts";
import { LectureSpec, lectureSpec } from "../pages/lecture/spec.ts";

const specs = [
  lectureSpec,
  LectureSpec.parse({
    history: [],
    priors: [
      { alpha: 2, beta: 2 },
      { alpha: 0.5, beta: 3 },
    ],
  }),
];

test("the body in every snippet is the request itself", () => {
  for (const spec of specs) {
    const request = requestFor("thompson-beta", spec);
    const bodies = [
      /-d '(.*)'$/s.exec(curlSnippet("http://localhost", selectionQuestion, request)),
      /selectionProbabilities\((\{.*\})\);/s.exec(typescriptSnippet(selectionQuestion, request)),
      /r'''(.*)'''/s.exec(pythonSnippet("http://localhost", selectionQuestion, request)),
      /r"\((.*)\)"/s.exec(rSnippet("http://localhost", selectionQuestion, request)),
    ];
    for (const body of bodies) expect(JSON.parse(body![1])).toEqual(request);
  }
});

test("a shell hands curl the request, and the request is answered 1/6", () => {
  const command = curlSnippet("http://localhost", selectionQuestion, requestFor("thompson-beta", lectureSpec));
  const script = `curl() { for last; do :; done; printf %s "$last"; }\n${command}`;
  const body = JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" }));
  expect(selectionProbabilities(body).probabilities[0].fraction).toBe("1/6");
});
