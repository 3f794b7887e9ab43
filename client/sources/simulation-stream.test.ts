import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Simulation, SimulationSnapshot, SimulationState } from "../../experiments/result/simulation-handle.ts";
import { type EventSourceLike, followSimulation } from "./simulation-stream.ts";

const simulation = { id: "7", state: "running", links: { events: "/events" } } as Simulation;
const snapshot = (state: SimulationState) => ({ simulation: { ...simulation, state }, result: null });

class FakeSource extends EventTarget implements EventSourceLike {
  readyState = 0;
  closed = false;
  close() {
    this.closed = true;
    this.readyState = 2;
  }
  send(data: SimulationSnapshot) {
    this.dispatchEvent(new MessageEvent("snapshot", { data: JSON.stringify(data) }));
  }
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event("error"));
  }
}

let sources: FakeSource[];
let heard: string[];
const follow = () =>
  followSimulation(
    simulation,
    {
      onSnapshot: ({ simulation }) => heard.push(simulation.state),
      onDisconnected: () => heard.push("disconnected"),
      onGone: () => heard.push("gone"),
    },
    () => {
      sources.push(new FakeSource());
      return sources.at(-1)!;
    },
  );

beforeEach(() => {
  sources = [];
  heard = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("snapshots are handed on up to the terminal one, which closes the stream", () => {
  follow();
  sources[0].send(snapshot("running"));
  sources[0].send(snapshot("succeeded"));
  sources[0].send(snapshot("running"));
  expect(heard).toEqual(["running", "succeeded"]);
  expect(sources[0].closed).toBe(true);
});

test("while the browser reconnects by itself nothing else is opened", () => {
  follow();
  sources[0].fail(0);
  vi.advanceTimersByTime(60_000);
  sources[0].send(snapshot("running"));
  expect(heard).toEqual(["disconnected", "running"]);
  expect(sources).toHaveLength(1);
});

test("where the browser gives up, the stream is opened again once the server answers", async () => {
  vi.stubGlobal("fetch", vi.fn().mockRejectedValueOnce(new TypeError()).mockResolvedValue(Response.json(simulation)));
  follow();
  sources[0].fail(2);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sources).toHaveLength(2);
  sources[1].send(snapshot("cancelled"));
  expect(heard).toEqual(["disconnected", "cancelled"]);
});

test("a simulation that the server has deleted is given up", async () => {
  const problem = { type: "about:blank", title: "Not Found", status: 404 };
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(Response.json(problem, { status: 404 })));
  follow();
  sources[0].fail(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(["disconnected", "gone"]);
  expect(sources).toHaveLength(1);
});

test("a stream that was ended is silent", () => {
  const end = follow();
  end();
  sources[0].send(snapshot("running"));
  sources[0].fail(2);
  vi.advanceTimersByTime(60_000);
  expect(heard).toEqual([]);
  expect(sources).toHaveLength(1);
});
