import { expect, test } from "vitest";
import type { Simulation, SimulationState } from "../../experiments/result/simulation-handle.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { exampleResult } from "../pages/lab/example.ts";
import { isActive, isOutdated, nextRun, type RunEvent, shownRun } from "./simulation-run.ts";

const simulation = (state: SimulationState, completedReplications = 0): Simulation => ({
  id: "id",
  state,
  specHash: exampleResult.specHash,
  engineVersion: "1",
  createTime: "2026-01-01T00:00:00Z",
  startTime: null,
  endTime: null,
  progress: { completedReplications, replications: 200, fraction: completedReplications / 200, etaSeconds: null },
  error: null,
  links: { self: "/self", events: "/events", result: "/result" },
});
const result = (completedReplications: number): SimulationResult => ({ ...exampleResult, completedReplications });
const { spec } = exampleResult;
const after = (...events: RunEvent[]) => events.reduce(nextRun, shownRun(exampleResult));

test("a new run keeps the old result in sight, as outdated, until it has data", () => {
  const submitted = after({ type: "submitted", ticket: 1, spec });
  expect(submitted.result).toBe(exampleResult);
  expect(isOutdated(submitted)).toBe(true);
  expect(isActive(submitted)).toBe(true);
  const empty = nextRun(submitted, { type: "snapshot", ticket: 1, simulation: simulation("running"), result: null });
  expect(isOutdated(empty)).toBe(true);
  const first = nextRun(empty, {
    type: "snapshot",
    ticket: 1,
    simulation: simulation("running", 20),
    result: result(20),
  });
  expect(isOutdated(first)).toBe(false);
  expect(first.result?.completedReplications).toBe(20);
});

test("a stale stream changes nothing", () => {
  const second = after({ type: "submitted", ticket: 1, spec }, { type: "submitted", ticket: 2, spec });
  const stale: RunEvent[] = [
    { type: "accepted", ticket: 1, simulation: simulation("running") },
    { type: "snapshot", ticket: 1, simulation: simulation("succeeded", 200), result: result(200) },
    { type: "disconnected", ticket: 1 },
    { type: "failed", ticket: 1, trouble: { kind: "unreachable", problem: { type: "", title: "", status: 0 } } },
  ];
  for (const event of stale) expect(nextRun(second, event)).toBe(second);
});

test("a lost connection keeps the data, and the next snapshot ends it", () => {
  const running: RunEvent[] = [
    { type: "submitted", ticket: 1, spec },
    { type: "snapshot", ticket: 1, simulation: simulation("running", 20), result: result(20) },
    { type: "disconnected", ticket: 1 },
  ];
  const lost = after(...running);
  expect(lost).toMatchObject({ connection: "reconnecting", result: { completedReplications: 20 } });
  expect(isActive(lost)).toBe(true);
  const back = nextRun(lost, {
    type: "snapshot",
    ticket: 1,
    simulation: simulation("running", 40),
    result: result(40),
  });
  expect(back).toMatchObject({ connection: "live", result: { completedReplications: 40 } });
});

test("a wish to cancel outlives a lost connection", () => {
  const back = after(
    { type: "submitted", ticket: 1, spec },
    { type: "snapshot", ticket: 1, simulation: simulation("running", 20), result: result(20) },
    { type: "cancelling", ticket: 1 },
    { type: "disconnected", ticket: 1 },
    { type: "snapshot", ticket: 1, simulation: simulation("running", 40), result: result(40) },
  );
  expect(back).toMatchObject({ connection: "live", cancelling: true });
});

test.each(["succeeded", "failed", "cancelled"] as const)("a run that %s is closed, and stays so", (state) => {
  const ended = after(
    { type: "submitted", ticket: 1, spec },
    { type: "cancelling", ticket: 1 },
    { type: "snapshot", ticket: 1, simulation: simulation(state, 60), result: result(60) },
  );
  expect(ended).toMatchObject({ connection: "closed", cancelling: false, result: { completedReplications: 60 } });
  expect(isActive(ended)).toBe(false);
  expect(nextRun(ended, { type: "disconnected", ticket: 1 })).toBe(ended);
  expect(nextRun(ended, { type: "accepted", ticket: 1, simulation: simulation("running") })).toBe(ended);
});

test("a refusal leaves the result of before, and the next run forgets the refusal", () => {
  const refused = after(
    { type: "submitted", ticket: 1, spec },
    { type: "failed", ticket: 1, trouble: { kind: "refused", problem: { type: "", title: "Too large", status: 422 } } },
  );
  expect(refused).toMatchObject({ connection: "closed", trouble: { kind: "refused" } });
  expect(refused.result).toBe(exampleResult);
  expect(nextRun(refused, { type: "submitted", ticket: 2, spec }).trouble).toBeNull();
});

test("a server that answers again takes its trouble away, and no refusal", () => {
  const problem = { type: "", title: "", status: 0 };
  const away = after(
    { type: "submitted", ticket: 1, spec },
    { type: "failed", ticket: 1, trouble: { kind: "unreachable", problem } },
  );
  expect(nextRun(away, { type: "reachable", ticket: 1 })).toMatchObject({ connection: "none", trouble: null });
  const refused = nextRun(away, { type: "failed", ticket: 1, trouble: { kind: "refused", problem } });
  expect(nextRun(refused, { type: "reachable", ticket: 1 })).toBe(refused);
  expect(nextRun(away, { type: "reachable", ticket: 0 })).toBe(away);
});

test("a run that moves to the browser is the same run there, and the next one is the server's again", () => {
  const moved = after({ type: "submitted", ticket: 1, spec }, { type: "moved", ticket: 1, place: "browser" });
  expect(moved).toMatchObject({ place: "browser", connection: "submitting", spec });
  const ended = nextRun(moved, {
    type: "snapshot",
    ticket: 1,
    simulation: simulation("succeeded", 200),
    result: result(200),
  });
  expect(ended).toMatchObject({ place: "browser", connection: "closed" });
  expect(nextRun(ended, { type: "submitted", ticket: 2, spec }).place).toBe("server");
});

test("exact curves that come after the end are taken in", () => {
  const cancelled = { type: "snapshot", ticket: 1, simulation: simulation("cancelled", 60) } as const;
  const late = result(60);
  const ended = after(
    { type: "submitted", ticket: 1, spec },
    { ...cancelled, result: result(60) },
    { ...cancelled, result: late },
  );
  expect(ended.result).toBe(late);
});
