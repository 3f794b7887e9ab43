import { expect, test } from "vitest";
import { exampleResult } from "../pages/lab/example.ts";
import { newRecord } from "./recorded.ts";
import { RunList } from "./run-list.ts";
import { bestOf, isRunning, nameOf, type RunRecord } from "./run-record.ts";
import { storageTrouble } from "./storage-trouble.ts";

const record = (id: string, when: number): RunRecord =>
  newRecord({ id, place: "browser", spec: exampleResult.spec, state: "running", when });

const runs = new RunList();

test("where the browser refuses IndexedDB, the list says so and works in memory", async () => {
  runs.add(record("one", 1), exampleResult);
  runs.add(record("two", 2));
  await expect.poll(() => runs.state().trouble).toEqual({ kind: "refused" });
  expect(runs.state().records.map(({ id }) => id)).toEqual(["two", "one"]);

  runs.change("one", { name: "mine", state: "succeeded" });
  expect(runs.find("one")).toMatchObject({ name: "mine", state: "succeeded", spec: exampleResult.spec });
  const restore = await runs.remove("one");
  expect(runs.find("one")).toBeUndefined();
  runs.change("one", { note: "too late" });
  expect(runs.find("one")).toBeUndefined();
  restore();
  expect(runs.find("one")).toMatchObject({ name: "mine", note: "" });
  expect(await runs.result("one")).toBe(exampleResult);
});

test("listeners hear of every change until they leave", () => {
  let changes = 0;
  const leave = runs.subscribe(() => changes++);
  runs.add(record("heard", 3));
  runs.change("heard", { name: "heard" });
  expect(changes).toBe(2);
  leave();
  runs.change("heard", { name: "unheard" });
  expect(changes).toBe(2);
});

test("troubles of the storage are told apart by the names that IndexedDB gives them", () => {
  const kindOf = (name: string) => storageTrouble(new DOMException("", name)).kind;
  expect(["QuotaExceededError", "VersionError", "SecurityError"].map(kindOf)).toEqual(["full", "newer", "refused"]);
});

test("the best policy is the one with the lowest regret at the horizon", () => {
  const finals = exampleResult.policies.map(({ finalRegret }) => finalRegret.mean);
  const best = exampleResult.policies[finals.indexOf(Math.min(...finals))];
  expect(bestOf(exampleResult)).toMatchObject({ label: best.label, regret: best.regret.mean.at(-1) });
});

test("a run that the server has lost is not running, and one without a name is named by its time", () => {
  expect(isRunning({ state: "running" })).toBe(true);
  expect(isRunning({ state: "running", isGone: true })).toBe(false);
  expect(nameOf({ name: "mine", when: 0 })).toBe("mine");
  expect(nameOf({ name: "", when: new Date(2026, 10, 30, 20, 7, 41).getTime() })).toBe("Run of 30 Nov, 20:07:41");
});
