// Slow: computes 1800 answers in three orders, two of them in processes of their own.
// Isolated: V8 has compiled shared modules for everything that other tests do, and runs them at half the speed.
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { policyDefinitions } from "../../policies/registry.ts";
import { testedCouplings } from "./simulation-cases.ts";
import { banditDefinitions, BanditSpec, rewardsOf } from "../bandits/registry.ts";
import * as library from "../library.ts";
import { ENGINE_VERSION } from "../spec/version.ts";
import { bundle } from "./bundle.ts";
import { digestCases, type DigestReport, type Digests, digestsOf, differing } from "./digest-cases.ts";
import { exampleBandits } from "./example-bandits.ts";
import { storedDigests } from "./stored-digests.ts";
import { takesRewards } from "../../policies/testing/needs.ts";

const stored = storedDigests();
const names = new Set(digestCases.map(({ name }) => name));

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-digests-"));
const program = join(folder, "run-digests.mjs");
writeFileSync(program, await bundle("experiments/testing/run-digests.ts", "es"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The digests of a fresh process. */
async function inFreshProcess(asked: string): Promise<Digests> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, asked], { maxBuffer: 2 ** 24 });
  return (JSON.parse(stdout) as DigestReport).digests;
}

test("the digests are those of this engine version", () => {
  expect(
    stored.engineVersion,
    `digests.json is of engine ${stored.engineVersion}, this is engine ${ENGINE_VERSION}: make sure that all numbers ` +
      "that moved were meant to, run `npm run engines -- --write`, and say in the commit which ones moved",
  ).toBe(ENGINE_VERSION);
  // A thrown error would be stored in place of a digest.
  for (const digest of Object.values(stored.digests)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test("every answer is the same, byte for byte, as when the digests were written", async () => {
  expect(
    differing(await digestsOf(digestCases), stored.digests),
    "these answers are others: undo what changed them, or raise ENGINE_VERSION and run `npm run engines -- --write`",
  ).toEqual([]);
});

// As listed and reversed, every answer is computed once before and once after each other one.
test("a fresh process that computes the answers reversed gives the same", async () => {
  expect(differing(await inFreshProcess("reversed"), stored.digests)).toEqual([]);
});

test.each([
  // A larger scratch array, left by an earlier index, once changed these two numbers.
  "gittinsIndex of (1, 2) at 0.5",
  "selectionProbabilities of gittins (discount 0.99) after thousands of pulls that are nearly equal",
  "bestArmAnswer of beta posteriors: four of broken shapes",
])("a fresh process that computes nothing else gives the same %s", async (name) => {
  expect(await inFreshProcess(name)).toEqual({ [name]: stored.digests[name] });
});

test("an answer that differs in the last bit, is missing or is new is named", async () => {
  const caseOf = (name: string, value: number) => ({ name, answer: () => ({ value }) });
  const expected = await digestsOf([caseOf("a", 0.1 + 0.2), caseOf("b", 1), caseOf("c", 2)]);
  const found = await digestsOf([caseOf("a", 0.3), caseOf("b", 1), caseOf("d", 2)]);
  expect(differing(found, expected)).toEqual(["a", "c", "d"]);
});

test("every registered policy is simulated on every bandit whose rewards it takes, by its default coupling and by none", () => {
  expect(exampleBandits.map(({ kind }) => kind).toSorted()).toEqual(
    banditDefinitions.map(({ kind }) => kind).toSorted(),
  );
  for (const { kind } of policyDefinitions) {
    const taken = exampleBandits.filter((bandit) => takesRewards(kind, rewardsOf(BanditSpec.parse(bandit))));
    for (const bandit of taken) {
      for (const coupling of testedCouplings(bandit)) {
        expect(names).toContain(`simulate ${kind} on ${bandit.kind}, ${coupling}`);
      }
    }
  }
});

test("every public function has a case, and every case a name of its own", () => {
  const functions = Object.entries(library).filter(([, value]) => typeof value === "function");
  for (const [name] of functions) {
    expect(
      digestCases.some((one) => one.name.startsWith(`${name} `)),
      `${name} has no case`,
    ).toBe(true);
  }
  expect(functions.length).toBeGreaterThan(15);
  expect(names.size).toBe(digestCases.length);
});
