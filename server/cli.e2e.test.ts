// Slow: starts the command line some thirty times.
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { bestArmAnswer } from "../experiments/best-arm/best-arm.ts";
import { expectedRegret } from "../experiments/exact/expected-regret.ts";
import { gallery, reproduce } from "../experiments/gallery/gallery.ts";
import { lectureSituation } from "../experiments/gallery/ucl-lecture-2.ts";
import { selectionProbabilities } from "../experiments/selection/selection-probabilities.ts";
import { simulate } from "../experiments/result/simulate.ts";
import type { SimulationSpecInput } from "../experiments/spec/spec.ts";
import { bestArm } from "./commands/best-arm.ts";
import { probabilities } from "./commands/probabilities.ts";
import { regret } from "./commands/regret.ts";
import { run, runUntil } from "./testing/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const thompson = { policy: { kind: "thompson-beta" as const }, ...lectureSituation };
const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }],
  horizon: 500,
  replications: 1500,
  seed: 8,
};

describe("lecture", () => {
  test("prints the four answers and 17/70", async () => {
    const { stdout, code } = await run(["lecture"]);
    expect(code).toBe(0);
    for (const [label, answer] of [
      ["Greedy", "0"],
      ["ε-greedy", "ε/2"],
      ["UCB", "0"],
      ["Thompson", "1/6"],
      ["Thompson, prior Beta(2, 2)", "17/70"],
    ]) {
      const line = stdout.split("\n").find((row) => row.startsWith(`│ ${label} `));
      expect(line?.split("│")[2].trim()).toBe(answer);
    }
  });

  test("--json is the API's JSON and nothing else", async () => {
    const { stdout } = await run(["lecture", "--json"]);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(reproduce(gallery[0]))));
  });
});

describe("probabilities", () => {
  test("answers a file and standard input alike, with the fraction", async () => {
    const [fromFile, fromInput] = await Promise.all([
      run(["probabilities", file("thompson.json", thompson), "--json"]),
      run(["probabilities", "-", "--json"], JSON.stringify(thompson)),
    ]);
    expect(fromFile).toEqual(fromInput);
    expect(fromFile.stdout).toBe(`${JSON.stringify(selectionProbabilities(thompson))}\n`);
    expect((await run(["probabilities", "-"], JSON.stringify(thompson))).stdout).toMatch(/0\.1666+\d* +│ +1\/6/);
  });
});

describe("best-arm", () => {
  const posteriors = {
    family: "beta" as const,
    arms: [
      { alpha: 2, beta: 3 },
      { alpha: 3, beta: 2 },
    ],
  };

  test("prints 17/70 for the lecture's second prior", async () => {
    const { stdout } = await run(["best-arm", file("posteriors.json", posteriors)]);
    expect(stdout).toMatch(/│ 0 +│ Beta\(2, 3\) +│ +0\.24285714285714\d* +│ +17\/70 +│ +0 +│/);
  });
});

describe("best-arm of successes and trials", () => {
  const counts = {
    family: "beta" as const,
    arms: [
      { name: "old \u001b[1m", successes: 1, trials: 3 },
      { name: "new", successes: 2, trials: 3 },
    ],
  };

  test("prints names and posteriors, and the API's JSON", async () => {
    const [table, json] = await Promise.all([
      run(["best-arm", "-"], JSON.stringify(counts)),
      run(["best-arm", "-", "--json"], JSON.stringify(counts)),
    ]);
    // The uniform prior makes them Beta(2, 3) and Beta(3, 2).
    expect(table.stdout).toMatch(/│ old \\u001b\[1m +│ Beta\(2, 3\) +│ +0\.24285714285714\d* +│ +17\/70 /);
    expect(table.stdout).toMatch(/│ new +│ Beta\(3, 2\) +│ +0\.75714285714285\d* +│ +53\/70 /);
    expect(json).toEqual({ stdout: `${JSON.stringify(bestArmAnswer(counts))}\n`, stderr: "", code: 0 });
  });

  test("compares the others with a control, in a table of their own", async () => {
    const { stdout } = await run(["best-arm", "-"], JSON.stringify({ ...counts, control: "new" }));
    // Beta(2, 3) against Beta(3, 2): a difference of the means of −1/5, but the median has no formula.
    expect(stdout).toMatch(/Compared with new, medians and 95% intervals:/);
    expect(stdout).toMatch(
      /│ old \\u001b\[1m +│ +0\.242857 +│ +0\.242857 +│ +17\/70 +│ +-[\d.]+% +│ +-[\d.]+% to \+[\d.]+% +│/,
    );
  });

  test("names the arm that is given in another form, and exits with 2", async () => {
    const mixed = { ...counts, arms: [...counts.arms, { alpha: 1, beta: 1 }] };
    const { stdout, stderr, code } = await run(["best-arm", "-"], JSON.stringify(mixed));
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toContain("/arms/2 gives alpha and beta where the first arm gives successes and trials");
  });
});

describe("regret", () => {
  const question = {
    bandit: { kind: "bernoulli" as const, means: [0.45, 0.55] },
    policy: { kind: "uniform" as const },
    horizon: 20,
  };

  test("says in words where ties by tolerance may change it, and only there", async () => {
    const askWith = (prior: number) =>
      run(
        ["regret", "-"],
        JSON.stringify({ ...question, policy: { kind: "gittins", alpha: prior, beta: prior }, horizon: 6 }),
      );
    const [doubtful, sure] = await Promise.all([askWith(1e7), askWith(1)]);
    expect(doubtful.stdout).toMatch(/Some ties were decided by tolerance: .* may be off by up to \S+\.\n$/);
    expect(sure.stdout).not.toContain("tolerance");
  });

  test("prints the regret of uniform play, half the gap a pull, with its spread, and the API's JSON", async () => {
    const [table, json] = await Promise.all([
      run(["regret", "-"], JSON.stringify(question)),
      run(["regret", file("regret.json", question), "--json"]),
    ]);
    const { stdout, stderr } = table;
    expect(stderr).toBe("");
    const rows = [...stdout.matchAll(/^│ +(\d+) +│ +([\d.]+) +│ +([\d.]+) +│$/gm)].map(([, ...cells]) =>
      cells.map(Number),
    );
    expect(rows.at(0)?.[0]).toBe(1);
    expect(rows.at(-1)?.[0]).toBe(20);
    for (const [t, expected, optimal] of rows) {
      expect(expected).toBeCloseTo(0.05 * t, 12);
      expect(optimal).toBeCloseTo(0.5, 12);
    }
    // Pulls of the worse arm are binomial: the standard deviation is 0.1·√(20/4).
    expect(stdout).toContain("Regret after 20 pulls: 1 ± 0.223607 (standard deviation)");
    expect(json).toEqual({ stdout: `${JSON.stringify(expectedRegret(question))}\n`, stderr: "", code: 0 });
  });

  test("shows the progress of a long one, and ends at an interrupt with 130 and no answer", async () => {
    const long = file("long-regret.json", { ...question, policy: { kind: "thompson-beta" }, horizon: 300 });
    const { stdout, code } = await runUntil(/T = 300/, "SIGINT", ["regret", long]);
    expect({ stdout, code }).toEqual({ stdout: "", code: 130 });
  });
});

describe("simulate", () => {
  const path = file("spec.json", spec);
  const expected = JSON.stringify(simulate(spec));

  test("gives the same bytes with one worker and with two, in a file and on standard output, and as the library", async () => {
    const out = join(folder, "result.json");
    const one = await run(["simulate", path, "--workers", "1", "--json"]);
    const two = await run(["simulate", path, "--workers", "2", "--out", out]);
    expect(one.code).toBe(0);
    expect(one.stdout).toBe(`${expected}\n`);
    expect(one.stderr).toContain("1500/1500");
    expect(readFileSync(out, "utf8")).toBe(one.stdout);
    expect(two.stdout).toContain("Thompson");
  });

  test("writes a table for spreadsheets to a .csv", async () => {
    const out = join(folder, "result.csv");
    const few = JSON.stringify({ ...spec, replications: 20 });
    await run(["simulate", "-", "--workers", "1", "--out", out], few);
    const lines = readFileSync(out, "utf8").trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + 2 * JSON.parse(expected).checkpoints.length);
    expect(lines[0]).toMatch(/^policy,t,regretMean,regretStandardError,/);
  });

  test("interrupted, says how much of the result is valid", async () => {
    const long = file("long.json", { ...spec, horizon: 5000, replications: 200_000 });
    const command = ["simulate", long, "--workers", "1", "--json"];
    // The bar's second line comes once blocks are done; then there is something to interrupt.
    const { stdout, code } = await runUntil(/[1-9]\d*\/200000/, "SIGINT", command);
    expect(code).toBe(130);
    const partial = JSON.parse(stdout);
    expect(partial.complete).toBe(false);
    const fewer = simulate({ ...spec, horizon: 5000, replications: partial.completedReplications });
    expect(JSON.stringify([partial.policies, partial.exact])).toBe(JSON.stringify([fewer.policies, fewer.exact]));
  });
});

describe("what a terminal would obey in names is shown instead", () => {
  const hostile = "\u001b[31m\u009b1m\u202e\n\u0007";
  // A mistake that quotes a value as JSON has \n for the line break.
  const shown = /\\u001b\[31m\\u009b1m\\u202e\\(u000a|n)\\u0007/;
  /** What a terminal obeys, but for the line breaks of the lines themselves. */
  const obeyed = /[^\P{Cc}\n]|\p{Cf}/u;
  const selection = { policy: { kind: "uniform" }, arms: [`a${hostile}`, "b\u001b]8;;https://x.example\u0007\u200b"] };

  test.each([
    ["names of arms", ["probabilities", "-"], selection, 0],
    ["labels", ["simulate", "-"], { ...spec, horizon: 5, replications: 10, labels: [`a${hostile}`, "b"] }, 0],
    ["a field that is not known", ["regret", "-"], { [`x${hostile}`]: 1 }, 2],
    ["a value in a mistake", ["best-arm", "-"], { family: `x${hostile}`, arms: [] }, 2],
    [
      "a warning of an arm that is not there",
      ["probabilities", "-"],
      { ...selection, history: [{ arm: `x${hostile}`, reward: 1 }] },
      2,
    ],
    ["a name of a file to read", ["best-arm", `x${hostile}`], {}, 2],
    ["a name of a file to write", ["simulate", "-", "--out", `x${hostile}.txt`], spec, 2],
    ["a command", [`x${hostile}`], {}, 2],
    ["an option", ["regret", `--x${hostile}`, "-"], {}, 2],
    ["a data folder", ["backup", `x${hostile}`, "--data", `y${hostile}`], {}, 2],
  ])("%s", async (_, args, input, expected) => {
    const { stdout, stderr, code } = await run(args, JSON.stringify(input));
    expect(code).toBe(expected);
    expect(stdout + stderr).toMatch(shown);
    expect(stdout).not.toMatch(obeyed);
    // The bar of standard error is plain text where that is no terminal.
    expect(stderr).not.toMatch(obeyed);
  });

  test("a key that appears twice", async () => {
    const { stderr, code } = await run(["regret", "-"], '{"\\u009b1m\\u202e":1,"\\u009b1m\\u202e":2}');
    expect({ stderr, code }).toEqual({ stderr: expect.stringContaining(String.raw`\u009b1m\u202e`), code: 2 });
    expect(stderr).not.toMatch(obeyed);
  });

  test("--json into a pipe is the API's JSON all the same", async () => {
    const { stdout } = await run(["probabilities", "-", "--json"], JSON.stringify(selection));
    expect(stdout).toBe(`${JSON.stringify(selectionProbabilities({ ...selection, policy: { kind: "uniform" } }))}\n`);
  });
});

describe("a mistake exits with 2, says what is wrong on standard error and prints nothing else", () => {
  test.each([
    [
      "a field that is not known",
      ["simulate", "-"],
      { ...spec, horizn: 3 },
      "/horizn is not a known field; did you mean horizon?",
    ],
    ["no JSON", ["simulate", "-"], undefined, "Not JSON"],
    ["no file", ["simulate", join(folder, "missing.json")], "", "missing.json"],
    ["no command", ["simulat", "-"], "", "unknown command 'simulat'"],
    ["no workers", ["simulate", "-", "--workers", "0"], spec, "whole number from 1 to 256"],
  ])("%s", async (_, args, input, message) => {
    const { stdout, stderr, code } = await run(args, input === undefined ? "{" : JSON.stringify(input));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  // In this process: the command line prints the mistakes of all commands alike.
  test.each([
    [
      "probabilities",
      probabilities,
      { ...thompson, policy: { kind: "epsilon-greedy", epsilon: 2 } },
      "/policy/epsilon must be in [0, 1], got 2",
    ],
    [
      "best-arm",
      bestArm,
      { family: "bta", arms: [] },
      '/family must be one of beta, normal, gamma, student-t, got "bta"; did you mean beta?',
    ],
    [
      "regret",
      regret,
      { bandit: spec.bandit, policy: { kind: "gradient" }, horizon: 10 },
      "/policy/kind gradient depends on the order of rewards",
    ],
  ])("%s throws it", async (_, command, input, message) => {
    const [pointer, detail] = message.split(/ (.*)/);
    await expect(command(file("mistake.json", input), {})).rejects.toMatchObject({
      mistakes: [{ pointer, detail: expect.stringContaining(detail) }],
    });
  });

  test("--json reports a wrong option as a problem document too", async () => {
    const { stdout, stderr, code } = await run(["simulate", "-", "--workers", "0", "--json"]);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(JSON.parse(stderr)).toMatchObject({ status: 400, title: "Bad Request" });
  });

  test("a port that is taken", async () => {
    const taken = createServer().listen(0);
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const { stderr, code } = await run(["serve", "--port", String(port), "--data", join(folder, "data")]);
    taken.close();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Cannot serve: .*EADDRINUSE/m);
  });

  test("--json prints the problem document", async () => {
    const { stderr } = await run(["probabilities", "-", "--json"], JSON.stringify({ ...thompson, arms: 0 }));
    expect(JSON.parse(stderr)).toMatchObject({ status: 422, errors: [{ pointer: "/arms" }] });
  });
});
