// Slow: packs the library, installs it in an empty folder and bundles it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumLaunch } from "../client/testing/chromium.ts";

const project = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "bandit-lab-package-"));
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: folder, encoding: "utf8" });

/** A user's program: typed functions, no server. */
const consumer = `
import { createPolicy, ArmStatistics, PolicySpec, selectionProbabilities, simulate, stream } from "bandit-lab";
import type { BanditSpecInput, PolicySpecInput, SelectionAnswer, SimulationSpecInput } from "bandit-lab";

const thompson: PolicySpecInput = { kind: "thompson-beta" };
const answer: SelectionAnswer = selectionProbabilities({
  policy: thompson,
  arms: ["a", "b"],
  history: [{ arm: "a", reward: 0 }, { arm: "b", reward: 1 }],
});
const bandit: BanditSpecInput = { kind: "bernoulli", means: [0.4, 0.6] };
const spec: SimulationSpecInput = { bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10, seed: 1 };
const policy = createPolicy(PolicySpec.parse({ kind: "greedy" }), { statistics: new ArmStatistics(3) });
const arm: number = policy.select(stream("any", "policy", "lane"));
// @ts-expect-error: no such policy
const wrong: SimulationSpecInput = { ...spec, policies: [{ kind: "gredy" }] };
// @ts-expect-error: ε is a number
const text: PolicySpecInput = { kind: "epsilon-greedy", epsilon: "0.1" };
// @ts-expect-error: a Bernoulli bandit has means
const empty: BanditSpecInput = { kind: "bernoulli", mean: [0.4] };
void [wrong, text, empty];
console.log(JSON.stringify({ fraction: answer.probabilities[0].fraction, regret: simulate(spec).policies[0].finalRegret.mean, arm }));
`;

/** TypeScript's common settings for finding a package. */
const resolutions = [
  { module: "Node16", moduleResolution: "Node16" },
  { module: "NodeNext", moduleResolution: "NodeNext" },
  { module: "ESNext", moduleResolution: "Bundler" },
];

beforeAll(() => {
  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--workspace", "bandit-lab", "--json", "--pack-destination", folder], {
      cwd: project,
      encoding: "utf8",
    }),
  ) as { filename: string }[];
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", type: "module", private: true }));
  // Scripts may run, but no installed package needs one.
  run("npm", "install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, filename));
  writeFileSync(join(folder, "consumer.ts"), consumer);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it installs at most 12 packages and 15 MB, with nothing of the server, of tests or of source maps", () => {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const names = Object.keys(packages).filter((name) => name !== "");
  const files = readdirSync(join(folder, "node_modules"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  console.log(
    `${names.length} packages, ${megabytes.toFixed(1)} MB: ${names.join(" ").replaceAll("node_modules/", "")}`,
  );
  expect(names).toContain("node_modules/bandit-lab");
  expect(names.length).toBeLessThanOrEqual(12);
  expect(megabytes).toBeLessThanOrEqual(15);
  expect(Object.values(packages).filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  const own = files.filter((file) => file.includes("node_modules/bandit-lab/"));
  expect(own.filter((file) => /\.(test|bench)\.|\/testing\/|\/(server|client)\/|\.map$/.test(file))).toEqual([]);
  for (const name of ["README.md", "LICENSE", "package.json"]) {
    expect(own).toContain(join(folder, "node_modules/bandit-lab", name));
  }
});

test("its dependencies have the versions that are tested here", () => {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(project, path), "utf8")) as { version: string; dependencies: Record<string, string> };
  const [own, all] = [read("experiments/package.json"), read("package.json")];
  for (const [name, version] of Object.entries(own.dependencies)) {
    expect(all.dependencies[name] ?? version, name).toBe(version);
  }
  expect(own.version).toBe(all.version);
});

describe("its types hold in strict TypeScript", () => {
  test.each(resolutions)("with module resolution $moduleResolution", ({ module, moduleResolution }) => {
    const config = join(folder, `tsconfig.${moduleResolution}.json`);
    const compilerOptions = {
      target: "ES2022",
      module,
      moduleResolution,
      strict: true,
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
      outDir: moduleResolution,
      lib: ["ES2023", "DOM"],
      types: [],
    };
    writeFileSync(config, JSON.stringify({ compilerOptions, include: ["consumer.ts"] }));
    run(process.execPath, join(project, "node_modules/typescript/bin/tsc"), "-p", config);
    const printed = run(process.execPath, join(folder, moduleResolution, "consumer.js"));
    const { fraction, regret, arm } = JSON.parse(printed) as { fraction: string; regret: number; arm: number };
    expect(fraction).toBe("1/6");
    expect(regret).toBeGreaterThan(0);
    expect([0, 1, 2]).toContain(arm);
  });
});

test("a CommonJS program takes it by require", () => {
  const program = `const { gittinsIndex } = require("bandit-lab"); console.log(gittinsIndex(1, 1, 0).value);`;
  writeFileSync(join(folder, "consumer.cjs"), program);
  // Node 20 prints a warning that this is experimental.
  expect(Number(run(process.execPath, "--no-warnings", "consumer.cjs"))).toBe(0.5);
});

/** A program that imports from the library, bundled for browsers. */
async function bundle(name: string, program: string): Promise<string> {
  const input = join(folder, `${name}.js`);
  writeFileSync(input, program);
  const options = { write: false, target: "es2022", modulePreload: false, rollupOptions: { input } };
  const built = (await build({
    configFile: false,
    logLevel: "error",
    root: folder,
    build: options,
  })) as Rolldown.RolldownOutput;
  const chunks = built.output.filter((file) => file.type === "chunk");
  expect(chunks).toHaveLength(1);
  const [{ code }] = chunks;
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  console.log(`${name}: ${kilobytes(code.length)} kB minified, ${kilobytes(gzipSync(code).length)} kB compressed`);
  return code;
}

test("a bundle has what is used alone: an index without the policies, questions without languages", async () => {
  const index = await bundle("gittinsIndex", `import { gittinsIndex } from "bandit-lab"; console.log(gittinsIndex);`);
  expect(index.length).toBeLessThanOrEqual(10_000);
  const question = await bundle(
    "selectionProbabilities",
    `import { selectionProbabilities } from "bandit-lab"; console.log(selectionProbabilities);`,
  );
  expect(gzipSync(question).length).toBeLessThanOrEqual(110_000);
  // A word of zod's German messages.
  expect(question).not.toContain("Ungültige");
});

test("in a browser, a bundle answers 1/6 and simulates", async () => {
  const code = await bundle(
    "browser",
    `import { selectionProbabilities, simulate } from "bandit-lab";
    const history = [{ arm: "a", reward: 0 }, { arm: "b", reward: 1 }];
    const { probabilities } = selectionProbabilities({ policy: { kind: "thompson-beta" }, arms: ["a", "b"], history });
    const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
    const { policies } = simulate({ bandit, policies: [{ kind: "uniform" }], horizon: 100, replications: 10, seed: 1 });
    globalThis.printed = { fraction: probabilities[0].fraction, pulls: policies[0].pulls.map((arm) => arm.at(-1)) };`,
  );
  const browser = await chromium.launch(await chromiumLaunch());
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ type: "module", content: code });
    const printed = (await page.waitForFunction("globalThis.printed")) as { jsonValue(): Promise<unknown> };
    const { fraction, pulls } = (await printed.jsonValue()) as { fraction: string; pulls: number[] };
    expect(fraction).toBe("1/6");
    expect(pulls[0] + pulls[1]).toBeCloseTo(100, 9);
  } finally {
    await browser.close();
  }
});
