import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Simulation, SimulationState } from "../../experiments/result/simulation-handle.ts";
import { exampleSpec } from "../pages/lab/example-run.ts";
import { runs } from "../runs/run-list.ts";
import type { RunNews } from "./run-source.ts";
import { findOnServer, startOnServer } from "./server-run.ts";

const simulation = (state: SimulationState) =>
  ({ id: "7", state, links: { self: "/self", events: "/events", result: "/result" } }) as Simulation;

/** What the server answers, in the order in which it is asked; null where it cannot be reached. */
let answers: (object | Promise<object> | null)[];
let asked: string[];
let heard: string[];
const tell = (news: RunNews) => {
  heard.push("simulation" in news ? `${news.type} ${news.simulation.state}` : news.type);
};
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  answers = [];
  asked = [];
  heard = [];
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", EventTarget);
  vi.stubGlobal("fetch", async (path: string, { method = "GET" }: RequestInit) => {
    asked.push(`${method} ${path}`);
    const answer = await answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return Response.json(answer, { status: (answer as { status?: number }).status ?? 200 });
  });
  // Closing is all that a stream does here.
  Object.assign(EventTarget.prototype, { close() {} });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(EventTarget.prototype, "close");
});

test("a run that is cancelled before the server has taken it is cancelled as soon as it has", async () => {
  answers = [simulation("queued"), simulation("cancelled"), { completedReplications: 3 }];
  startOnServer(exampleSpec, tell).cancel();
  await settle();
  expect(asked).toEqual(["POST /api/v1/simulations", "DELETE /self", "GET /result"]);
  expect(heard).toEqual(["accepted queued", "snapshot cancelled"]);
});

test("a wish to cancel is repeated until the server hears it", async () => {
  answers = [simulation("running")];
  const run = startOnServer(exampleSpec, tell);
  await settle();
  run.cancel();
  await settle();
  expect(heard).toEqual(["accepted running", "disconnected"]);
  answers = [null, simulation("cancelled"), { completedReplications: 3 }];
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked.filter((question) => question === "DELETE /self")).toHaveLength(3);
  expect(heard.at(-1)).toBe("snapshot cancelled");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(5);
});

test("a run that was left before the server took it goes on, and is on the list of runs", async () => {
  answers = [{ ...simulation("queued"), id: "left early" }];
  startOnServer(exampleSpec, tell).leave();
  await settle();
  expect(asked).toEqual(["POST /api/v1/simulations"]);
  expect(heard).toEqual([]);
  expect(runs.find("left early")).toMatchObject({ place: "server", state: "queued", spec: exampleSpec });
});

test("a run that is left goes on, whoever began it", async () => {
  answers = [simulation("running"), simulation("running")];
  const found = findOnServer("7", { tell, unknown: () => heard.push("unknown") });
  await settle();
  found.leave();
  const started = startOnServer(exampleSpec, tell);
  await settle();
  started.leave();
  await settle();
  expect(asked).toEqual(["GET /api/v1/simulations/7", "POST /api/v1/simulations"]);
});

test("a server that does not know a simulation says so, and one that is away is out of reach", async () => {
  answers = [{ type: "about:blank", title: "Not Found", status: 404 }];
  for (let time = 0; time < 2; time++) {
    findOnServer("7", { tell, unknown: () => heard.push("unknown") });
    await settle();
  }
  expect(heard).toEqual(["unknown", "failed"]);
});

test("a server that says nothing is out of reach, and what it takes after all is given up", async () => {
  let answer!: (simulation: Simulation) => void;
  answers = [new Promise<Simulation>((resolve) => (answer = resolve)), simulation("cancelled")];
  startOnServer(exampleSpec, tell);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(["failed"]);
  answer({ ...simulation("queued"), id: "late" });
  await settle();
  expect(asked).toEqual(["POST /api/v1/simulations", "DELETE /self"]);
  expect(heard).toEqual(["failed"]);
  expect(runs.find("late")).toBeUndefined();
});
