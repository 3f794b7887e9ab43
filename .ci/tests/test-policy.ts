/**
 * `npm run test:policy KIND`: every test of one policy, slow ones too. Its laws, its reference, its selection table, the
 * catalogue's values, and the test files named after it.
 */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policyDefinitions } from "../../policies/registry.ts";

const PROJECT = join(import.meta.dirname, "../..");
/** Tests that loop over all policies, with the kind in their names. */
const COMMON = [
  "policies/registry.test.ts",
  "policies/tables/selection-tables.test.ts",
  "experiments/catalogue-reference.test.ts",
  "experiments/simulation/selection-laws.test.ts",
];

/** None of these tests starts a built program. */
const env = { ...process.env, BANDIT_LAB_IS_BUILT: "yes", BANDIT_LAB_CLIENT_IS_BUILT: "yes" };

const vitest = (...given: string[]) =>
  spawnSync(process.execPath, [join(PROJECT, "node_modules/vitest/vitest.mjs"), "run", ...given], {
    cwd: PROJECT,
    stdio: "inherit",
    env,
  }).status ?? 1;

const kind = process.argv[2] ?? "";
const kinds: string[] = policyDefinitions.map((definition) => definition.kind);
if (!kinds.includes(kind)) {
  console.error(`policies/definitions.ts has no policy of kind "${kind}". It has ${kinds.join(", ")}.`);
  process.exit(2);
}
const own = readdirSync(join(PROJECT, "policies"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(`/${kind}.test.ts`))
  .map((file) => join("policies", file));
// As a word: "greedy" is not a test of "epsilon-greedy".
const status = vitest(...COMMON, "-t", String.raw`(?<![\w-])${kind}(?![\w-])`);
process.exitCode = status || (own.length > 0 ? vitest(...own) : 0);
