// Slow: asks every question of three libraries that have computed others before, and many of one that has not.
// Isolated: V8 has compiled shared modules for everything that other tests do, and runs them at half the speed.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./testing/bundle.ts";
import { type Library, questions } from "./testing/questions.ts";

const program = new Script(`(function (exports) {${await bundle("experiments/library.ts", "cjs")}\n})`);

/** The library as a process has it that has computed nothing yet: nothing of it is shared with another. */
function freshLibrary(): Library {
  const library = {};
  (program.runInThisContext() as (exports: object) => void)(library);
  return library as Library;
}

/** The questions in an order that puts small before large, large before small, or neither. */
const orders = {
  "after smaller ones": questions,
  "after larger ones": questions.toReversed(),
  "in between": questions.map((_, place) => questions[(place * 101) % questions.length]),
};

/** Of the questions that begin alike, "selection", the policy's kind and its arms, the first one. */
const everySort = [...new Map(questions.toReversed().map((question) => [sortOf(question.name), question])).values()];

function sortOf(name: string): string {
  return name.replaceAll(/[\d.]+/g, "");
}

test("every question is asked in every order", () => {
  for (const order of Object.values(orders)) expect(new Set(order).size).toBe(questions.length);
});

describe("no answer depends on what a process computed before", () => {
  const warm = new Map<string, Map<string, unknown>>();

  beforeAll(() => {
    for (const [name, order] of Object.entries(orders)) {
      const library = freshLibrary();
      const answers = new Map(order.map((question) => [question.name, question.ask(library)]));
      warm.set(name, answers);
    }
  }, 300_000);

  test.each(questions)("$name", (question) => {
    const [first, ...others] = warm.values();
    for (const answers of others) expect(answers.get(question.name)).toStrictEqual(first.get(question.name));
  });

  // What spoils every later answer alike, in any order, is seen by the first of each sort.
  test.each(everySort)("$name, asked first", (question) => {
    const fresh = question.ask(freshLibrary());
    for (const [order, answers] of warm) expect(answers.get(question.name), order).toStrictEqual(fresh);
  });
});

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "bandit-lab-answers-"));
const script = join(folder, "answer-questions.mjs");
writeFileSync(script, await bundle("experiments/testing/answer-questions.ts", "es"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The answers of a separate process to questions, in order. */
async function askProcess(...names: string[]): Promise<unknown[]> {
  const { stdout } = await run(process.execPath, [script, ...names], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as unknown[];
}

describe("no answer of a process depends on what it computed before", () => {
  const representative = [
    "Gittins 3238 3242",
    "Gittins index 3239 1700 0.99",
    'selection {"kind":"gittins"} 3 14',
    'selection {"kind":"thompson-beta","alpha":0.5,"beta":0.25} 3 14',
    'regret {"kind":"bayes-optimal"} bernoulli 25',
    "simulation gaussian-testbed 20",
  ];

  test("the first answer of a process is the one that it gives after all others", async () => {
    const later = await askProcess(...representative);
    const reversed = (await askProcess(...representative.toReversed())).toReversed();
    for (const [place, name] of representative.entries()) {
      const [first] = await askProcess(name);
      expect(later[place], name).toStrictEqual(first);
      expect(reversed[place], name).toStrictEqual(first);
    }
  });

  // The indices are 0.476934 and 0.477579; see policies/planning/gittins-index.test.ts.
  test("the arm with the higher Gittins index is played, asked first", async () => {
    const [answer] = await askProcess("Gittins 3238 3242");
    expect(answer).toMatchObject({ probabilities: [{ fraction: "0" }, { fraction: "1" }] });
  });
});
