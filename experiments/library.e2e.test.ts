import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const project = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "bandit-lab-package-"));
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: "utf8" });

/** What a stranger writes: typed functions, no server. */
const consumer = `
import { createPolicy, ArmStatistics, PolicySpec, selectionProbabilities, simulate, stream } from "bandit-lab";
import type { SelectionAnswer, SimulationSpecInput } from "bandit-lab";

const answer: SelectionAnswer = selectionProbabilities({
  policy: { kind: "thompson-beta" },
  arms: ["a", "b"],
  history: [{ arm: "a", reward: 0 }, { arm: "b", reward: 1 }],
});
const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 100,
  replications: 10,
  seed: 1,
};
const policy = createPolicy(PolicySpec.parse({ kind: "greedy" }), { statistics: new ArmStatistics(3) });
const arm: number = policy.select(stream("any", "policy", "lane"));
// @ts-expect-error: no such policy
const wrong: SimulationSpecInput = { ...spec, policies: [{ kind: "gredy" }] };
void wrong;
console.log(JSON.stringify({ fraction: answer.probabilities[0].fraction, regret: simulate(spec).policies[0].finalRegret.mean, arm }));
`;

beforeAll(() => {
  // The build is fresh: the project of these tests makes it first.
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
      cwd: project,
      encoding: "utf8",
    }),
  ) as { filename: string }[];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", type: "module", private: true }));
  run("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", join(folder, filename));
  writeFileSync(join(folder, "consumer.ts"), consumer);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "ES2022",
        module: "NodeNext",
        strict: true,
        outDir: "out",
        lib: ["ES2023", "DOM"],
        types: [],
      },
      include: ["consumer.ts"],
    }),
  );
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("packed, installed elsewhere and used with its types, the library answers 1/6 and simulates", () => {
  run(process.execPath, join(project, "node_modules/typescript/bin/tsc"), "-p", folder);
  const { fraction, regret, arm } = JSON.parse(run(process.execPath, join(folder, "out/consumer.js")));
  expect(fraction).toBe("1/6");
  expect(regret).toBeGreaterThan(0);
  expect([0, 1, 2]).toContain(arm);
});

test("its command line answers too", () => {
  const entry = JSON.parse(run(join(folder, "node_modules/.bin/bandit-lab"), "lecture", "--json"));
  expect(entry.answers.map(({ ours }: { ours: string }) => ours)).toEqual(["0", "ε/2", "0", "1/6", "17/70"]);
});
