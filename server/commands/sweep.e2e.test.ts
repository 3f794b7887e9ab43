// Slow: starts the command line, and stops a sweep midway.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { SweepResult } from "../../experiments/sweep/result.ts";
import { sweepCsv } from "../../experiments/sweep/sweep-csv.ts";
import { sweep } from "../../experiments/sweep/sweep.ts";
import type { SweepSpecInput } from "../../experiments/sweep/sweep-spec.ts";
import { run, runUntil } from "../testing/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-sweep-"));
afterAll(() => rmSync(folder, { recursive: true }));

const given: SweepSpecInput = {
  base: {
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }],
    horizon: 100,
    replications: 100,
    seed: 3,
  },
  axes: [{ pointer: "/policies/0/epsilon", values: [0, 0.2, 1] }],
};

test("prints the library's bytes for any number of workers, and writes the CSV", async () => {
  const out = join(folder, "sweep.csv");
  const one = await run(["sweep", "-", "--workers", "1", "--json"], JSON.stringify(given));
  const two = await run(["sweep", "-", "--workers", "2", "--out", out], JSON.stringify(given));
  const expected = sweep(given);
  expect([one.code, one.stdout === `${JSON.stringify(expected)}\n`]).toEqual([0, true]);
  expect(one.stderr).toContain("300/300 replications | 3/3 points");
  expect([two.code, readFileSync(out, "utf8")]).toEqual([0, sweepCsv(expected)]);
  expect(two.stdout).toMatch(/\/policies\/0\/epsilon.*policy.*regret/);
});

test("interrupted, keeps the points that are finished and says how many", async () => {
  const file = join(folder, "long.json");
  const axes = [{ pointer: "/horizon", values: [10, 10_000_000] }];
  writeFileSync(file, JSON.stringify({ ...given, axes }));
  const { stdout, stderr, code } = await runUntil(/1\/2 points/, "SIGINT", ["sweep", file, "--json"]);
  expect(code).toBe(130);
  expect(stderr).toContain("Interrupted: 1 of 2 points are finished.");
  const { complete, points, best } = JSON.parse(stdout) as SweepResult;
  expect([complete, points[0].complete, points[1].complete, best[0]?.point]).toEqual([false, true, false, 0]);
});

test("a mistake names the value, on standard error alone", async () => {
  const axes = [{ pointer: "/policies/0/epsilon", values: [0, 2] }];
  const { stdout, stderr, code } = await run(["sweep", "-"], JSON.stringify({ ...given, axes }));
  expect([stdout, code]).toEqual(["", 2]);
  expect(stderr).toContain("/axes/0/values/1 must be in [0, 1], got 2");
});
