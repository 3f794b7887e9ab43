import { expect, test } from "vitest";
import { newRecord } from "../../runs/recorded.ts";
import type { RunRecord } from "../../runs/run-record.ts";
import { exampleResult } from "../lab/example.ts";
import { listedRuns } from "./listed-runs.ts";

const record = (id: string, when: number, changes: Partial<RunRecord> = {}): RunRecord => ({
  ...newRecord({ id, place: "server", spec: exampleResult.spec, state: "succeeded", when }),
  name: id,
  ...changes,
});
const all = [
  record("b", 1, { note: "for the slides" }),
  record("c", 3),
  record("a", 2),
  record("d", 0, { state: "running" }),
];
const idsOf = (records: RunRecord[]) => records.map(({ id }) => id).join("");
const latest = { by: "when", isAscending: false } as const;

test("running runs are first, in every order", () => {
  expect(idsOf(listedRuns(all, "", latest))).toBe("dcab");
  expect(idsOf(listedRuns(all, "", { by: "name", isAscending: true }))).toBe("dabc");
  expect(idsOf(listedRuns(all, "", { by: "name", isAscending: false }))).toBe("dcba");
});

test("a search finds runs that have all its words, in names, notes, bandits and policies", () => {
  expect(idsOf(listedRuns(all, "SLIDES the", latest))).toBe("b");
  expect(idsOf(listedRuns(all, "bernoulli ucb1", latest))).toBe("dcab");
  expect(idsOf(listedRuns(all, "bernoulli slides nothing", latest))).toBe("");
});
