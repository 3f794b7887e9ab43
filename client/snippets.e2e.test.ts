// Slow: runs every snippet that the pages offer, in its own language, against a running server.
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bestArmAnswer } from "../experiments/best-arm/best-arm.ts";
import { BestArmRequest } from "../experiments/best-arm/request.ts";
import { parseInput } from "../experiments/mistakes/parse-input.ts";
import { selectionProbabilities } from "../experiments/selection/selection-probabilities.ts";
import { SimulationSpec } from "../experiments/spec/spec.ts";
import { trace } from "../experiments/trace/trace.ts";
import { curlCommand } from "./pages/lab/exports.ts";
import { sweepCurl } from "./pages/lab/sweep/sweep-snippets.ts";
import { requestFor } from "./pages/lecture/answers.ts";
import { selectionQuestion } from "./pages/lecture/selection-question.ts";
import { LectureSpec, lectureSpec } from "./pages/lecture/spec.ts";
import { firstSpec, requestOf } from "./pages/step/spec.ts";
import { traceQuestion, writtenTrace } from "./pages/step/trace-question.ts";
import { type Question, snippetsOf } from "./sources/api-snippets.ts";
import { type BuiltServer, startBuiltServer } from "./testing/server.ts";

/** Everything that may end a text or mean something in a shell, in JavaScript, in Python or in R. */
const strange = [
  `Bob's "new" page)" $HOME \${HOME} \\ \\n \`id\` %s {x}`,
  "'''r'''\n)\"\ttwo lines",
  "Zürich 中文 🎰 \u2028 #{1}",
];

type Row = (string | number)[];
interface Offered {
  name: string;
  question: Question;
  request: object;
  /** What the snippets print, computed by the library. */
  rows: () => Row[];
}

/** The questions of every page with snippets: start and lecture; calculator and Decide; step. */
const offered: Offered[] = [
  ...[
    lectureSpec,
    LectureSpec.parse({ history: [], priors: [2, 0.5].map((alpha) => ({ alpha, beta: 3 })), epsilon: 0.2 }),
  ].flatMap((spec) => (["thompson-beta", "epsilon-greedy"] as const).map((policy) => selection(policy, spec))),
  bestArm("posteriors", {
    family: "normal",
    arms: [
      { mean: 0, standardDeviation: 1 },
      { mean: 1, standardDeviation: 2 },
    ],
  }),
  bestArm(
    "strange names",
    {
      family: "beta",
      arms: strange.map((name, arm) => ({ name, successes: 1 + arm, trials: 4 })),
      control: strange[0],
    },
    strange,
  ),
  run("a run", requestOf(firstSpec), []),
  run("a flipped run with strange names", { ...requestOf(firstSpec), armNames: strange }, [{ t: 1, reward: 1 }]),
];

function selection(policy: Parameters<typeof requestFor>[0], spec: LectureSpec): Offered {
  const request = requestFor(policy, spec);
  const rows = () => {
    const { probabilities, method } = selectionProbabilities(request);
    return probabilities.map(({ arm, value, fraction }): Row => [arm, fraction ?? value, method]);
  };
  return { name: `${policy} after ${spec.history.length} pulls`, question: selectionQuestion, request, rows };
}

function bestArm(name: string, request: object, armNames?: readonly string[]): Offered {
  const rows = () => {
    const { probabilities, method } = bestArmAnswer(parseInput(BestArmRequest, request));
    return probabilities.map(({ arm, value, fraction }): Row => [armNames?.[arm] ?? arm, fraction ?? value, method]);
  };
  return { name: `best arm, ${name}`, question: { path: "/api/v1/best-arm-probabilities", armNames }, request, rows };
}

function run(name: string, request: ReturnType<typeof requestOf>, flips: { t: number; reward: number }[]): Offered {
  const written = writtenTrace(request, flips);
  const names = request.armNames!;
  const rows = () => trace(written).steps.map(({ t, arm, reward, why }): Row => [t, names[arm], reward, why]);
  return { name, question: traceQuestion(names), request: written, rows };
}

interface Language {
  name: string;
  command: string;
  /** Answers 0 where the language and what its snippets need are here. */
  probe: string[];
  ending: string;
  /** A program that runs the files of its arguments one after another, with a line MARK behind each. */
  runner: string;
}

const MARK = "--- end of a snippet ---";

const languages: Language[] = [
  {
    name: "curl",
    command: "sh",
    probe: ["-c", "curl --version"],
    ending: "sh",
    runner: `for file; do sh "$file"; printf '\\n%s\\n' '${MARK}'; done`,
  },
  {
    name: "TypeScript",
    command: process.execPath,
    probe: ["--version"],
    ending: "mjs",
    runner: `for (const file of process.argv.slice(2)) { await import(file); console.log(${JSON.stringify(MARK)}); }`,
  },
  {
    name: "Python",
    command: "python3",
    probe: ["-c", "import json, urllib.request"],
    ending: "py",
    runner: `import sys
for file in sys.argv[1:]:
    exec(compile(open(file, "rb").read(), file, "exec"), {})
    print("${MARK}")`,
  },
  {
    name: "R",
    command: "Rscript",
    probe: ["-e", "library(httr2); library(jsonlite)"],
    ending: "R",
    runner: `for (file in commandArgs(TRUE)) { source(file, new.env(), encoding = "UTF-8"); cat("${MARK}\\n") }`,
  },
];

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-snippets-"));
const environment = { ...process.env, LC_ALL: "C.UTF-8", PYTHONIOENCODING: "utf-8", HOME: "expanded" };
let server: BuiltServer;
beforeAll(async () => {
  server = await startBuiltServer();
});
afterAll(() => server.stop());

function written(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What each code prints, all run by one process. */
function outputsOf({ command, ending, runner }: Language, codes: readonly string[]): string[] {
  const files = codes.map((code, index) => written(`${index}.${ending}`, code));
  const program = written(`run-all.${ending}`, runner);
  const { stdout, stderr, status } = spawnSync(command, [program, ...files], { encoding: "utf8", env: environment });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout.split(`${MARK}\n`).slice(0, -1);
}

/** Cells are parted by a space; lines may end with one. */
const asText = (rows: readonly Row[]) => rows.map((row) => row.join(" ")).join("\n");
/** Numbers in as many digits as every language prints of them. */
const tidy = (text: string) =>
  text
    .replaceAll(/ $/gm, "")
    .replaceAll(/\b\d\.\d{8,}(e[+-]\d+)?\b/g, (number) => Number(number).toPrecision(9))
    .trim();

function isHere({ command, probe }: Language): boolean {
  return spawnSync(command, probe, { stdio: "ignore" }).status === 0;
}

describe.each(languages)("$name", (language) => {
  test("every snippet prints what the library computes, with the arms' names", (context) => {
    if (!isHere(language)) context.skip(`${language.command} or a package of the snippets is not on this machine`);
    const codes = offered.map(({ question, request }) => snippetsOf(server.url, question, request)[language.name]);
    const outputs = outputsOf(language, codes);
    expect(outputs).toHaveLength(offered.length);
    offered.forEach(({ name, rows, question }, index) => {
      const expected = rows();
      expect(expected.length, name).toBeGreaterThan(1);
      const output = outputs[index];
      // curl prints the answer itself.
      const said = language.name === "curl" ? asText(rowsOf(output, question)) : output;
      expect(tidy(said), name).toBe(tidy(asText(expected)));
    });
  });
});

function rowsOf(json: string, { armNames, printed }: Question): Row[] {
  const answer = JSON.parse(json) as Record<string, Record<string, string | number>[]> & { method: string };
  const named = (arm: string | number) => armNames?.[Number(arm)] ?? arm;
  return printed
    ? answer.steps.map(({ t, arm, reward, why }) => [t, named(arm), reward, why])
    : answer.probabilities.map(({ arm, value, fraction }) => [named(arm), fraction ?? value, answer.method]);
}

test("the Lab's curl starts the run, strange labels and all, and is answered with its result's address", () => {
  const spec = parseInput(SimulationSpec, {
    bandit: { kind: "bernoulli", means: [0.3, 0.6] },
    policies: [{ kind: "ucb1" }, { kind: "ucb" }, { kind: "uniform" }],
    labels: strange,
    horizon: 20,
    replications: 10,
    seed: "it's $HOME",
  });
  const [answer] = outputsOf(languages[0], [curlCommand(spec, server.url)]);
  expect(JSON.parse(answer)).toMatchObject({ state: "succeeded", links: { result: expect.any(String) } });
});

test("a sweep's curl starts it, strange labels and all, and is answered with its result's address", () => {
  const base = {
    bandit: { kind: "bernoulli" as const, means: [0.3, 0.6] },
    policies: [{ kind: "epsilon-greedy" as const }],
    labels: strange.slice(0, 1),
    horizon: 20,
    replications: 10,
    seed: "it's $HOME",
  };
  const spec = { base, axes: [{ pointer: "/policies/0/epsilon", values: [0.1, 0.2] }] };
  const [answer] = outputsOf(languages[0], [sweepCurl(spec, server.url)]);
  expect(JSON.parse(answer)).toMatchObject({ state: "succeeded", links: { result: expect.any(String) } });
});

test("a refused request says why, in TypeScript too", () => {
  const { TypeScript } = snippetsOf(server.url, selectionQuestion, { policy: { kind: "ucb3" }, arms: 2 });
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", TypeScript], {
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("/policy/kind");
});
