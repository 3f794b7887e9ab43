import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { bestArmAnswer } from "../../experiments/best-arm/best-arm.ts";
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
      /JSON\.stringify\((\{.*\})\),\n\}\);/s.exec(typescriptSnippet("http://localhost", selectionQuestion, request)),
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

test("the TypeScript is run as it is copied: it asks by fetch, and prints 1/6", async () => {
  const code = typescriptSnippet("http://localhost", selectionQuestion, requestFor("thompson-beta", lectureSpec));
  const printed: unknown[][] = [];
  const answer = async (url: string, { body }: { body: string }) => {
    expect(url).toBe("http://localhost/api/v1/selection-probabilities");
    return new Response(JSON.stringify(selectionProbabilities(JSON.parse(body))));
  };
  const console = { log: (...values: unknown[]) => printed.push(values) };
  await runInNewContext(`(async () => {${code}})()`, { fetch: answer, console });
  expect(printed).toEqual([["a 1/6 fraction"], ["b 5/6 fraction"]]);
});

test("names with quotes, brackets and dollars stay names in a shell, in Python and in R", () => {
  const name = `Bob's "new" page) $HOME \\ \`id\``;
  const request = { family: "beta", arms: [{ name, successes: 1, trials: 2 }] };
  const question = { path: "/api/v1/best-arm-probabilities" };
  const script = `curl() { for last; do :; done; printf %s "$last"; }\n${curlSnippet("http://localhost", question, request)}`;
  expect(JSON.parse(execFileSync("sh", ["-c", script], { encoding: "utf8" }))).toEqual(request);
  const python = /r'''(.*?)'''/s.exec(pythonSnippet("http://localhost", question, request));
  expect(JSON.parse(python![1])).toEqual(request);
  const r = /r"\((.*?)\)"/s.exec(rSnippet("http://localhost", question, request));
  expect(JSON.parse(r![1])).toEqual(request);
});

test("arms are printed by their names where the question has them", async () => {
  const arms = [0, 1].map((successes) => ({ name: `page ${successes}`, successes, trials: 1 }));
  const question = { path: "/api/v1/best-arm-probabilities", armNames: ["page 0", 'Bob\'s "new" page)'] };
  const code = typescriptSnippet("http://localhost", question, { family: "beta", arms });
  const printed: unknown[][] = [];
  const answer = async (_: string, { body }: { body: string }) =>
    new Response(JSON.stringify(bestArmAnswer(JSON.parse(body))));
  const console = { log: (...values: unknown[]) => printed.push(values) };
  await runInNewContext(`(async () => {${code}})()`, { fetch: answer, console });
  expect(printed).toEqual([["page 0 1/6 fraction"], ['Bob\'s "new" page) 5/6 fraction']]);
  expect(pythonSnippet("http://localhost", question, { family: "beta", arms })).toContain(
    String.raw`names = ["page 0", "Bob\u0027s \"new\" page\u0029"]`,
  );
  expect(rSnippet("http://localhost", question, { family: "beta", arms })).toContain("cat(names[arm$arm + 1],");
});
