// Slow: kills and restarts a server until its simulation or sweep is complete.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulation } from "../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../experiments/spec/spec.ts";
import { simulate } from "../experiments/result/simulate.ts";
import { sweep } from "../experiments/sweep/sweep.ts";
import type { Sweep } from "../experiments/sweep/sweep-handle.ts";
import type { SweepSpecInput } from "../experiments/sweep/sweep-spec.ts";
import { serve } from "./serve.ts";
import { eventually, temporaryDirectory } from "./testing/server.ts";

const processes = new Set<ChildProcess>();
afterAll(() => processes.forEach((child) => child.kill("SIGKILL")));

/** The real server as a process of its own, on any free port. */
async function start(dataDir: string) {
  const main = fileURLToPath(new URL("../dist/server/main.js", import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", BANDIT_LAB_DATA: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  processes.add(child);
  const [line] = await once(child.stdout, "data");
  const url = /http:\S+/.exec(String(line))![0];
  return {
    output: String(line),
    get: async (path: string) => await fetch(new URL(path, url)),
    post: async <Handle = Simulation>(spec: SimulationSpecInput | SweepSpecInput, path = "/api/v1/simulations") =>
      (await (
        await fetch(new URL(path, url), {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify(spec),
        })
      ).json()) as Handle,
    async kill(signal: NodeJS.Signals): Promise<number | null> {
      const exit = once(child, "exit");
      child.kill(signal);
      const [code] = await exit;
      return code as number | null;
    },
  };
}

const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.2, 0.4, 0.6] },
  policies: [{ kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 1875,
  seed: "restart",
};

test("a simulation survives kill -9 and an orderly stop, and ends in the same bytes", async () => {
  const dataDir = temporaryDirectory();
  // Before there is a connection: it would go stale while this thread computes.
  const expected = JSON.stringify(simulate(spec));
  let server = await start(dataDir);
  expect(server.output).toMatch(/^Bandit Lab is at http:\/\/127\.0\.0\.1:\d+\/\n$/);
  const { links, id } = await server.post(spec);
  const waits = await server.post({ ...spec, replications: 10, seed: "second" });
  const find = async () => (await (await server.get(links.self)).json()) as Simulation;
  const isUnderWay = ({ progress }: Simulation) => progress.completedReplications > 0;
  const before = await eventually(find, isUnderWay);
  expect(before.state).toBe("running");
  await server.kill("SIGKILL");

  server = await start(dataDir);
  const resumed = await eventually(find, isUnderWay);
  expect(resumed.id).toBe(id);
  expect(await server.kill("SIGTERM")).toBe(0);

  server = await start(dataDir);
  const ended = await eventually(find, ({ state }) => state !== "running" && state !== "queued");
  expect(ended.state).toBe("succeeded");
  expect(await (await server.get(links.result)).text()).toBe(expected);
  await eventually(
    async () => (await (await server.get(waits.links.self)).json()) as Simulation,
    ({ state }) => state === "succeeded",
  );
  expect(await server.kill("SIGINT")).toBe(0);
});

test("a sweep survives kill -9 right after its answer, keeps its ids, and ends in the library's bytes", async () => {
  const dataDir = temporaryDirectory();
  const given: SweepSpecInput = {
    base: { ...spec, replications: 200 },
    axes: [
      { pointer: "/bandit/means/0", values: [0.1, 0.3] },
      { pointer: "/horizon", values: [200, 400] },
    ],
  };
  const expected = JSON.stringify(sweep(given));
  let server = await start(dataDir);
  const accepted = await server.post<Sweep>(given, "/api/v1/sweeps");
  await server.kill("SIGKILL");

  server = await start(dataDir);
  const find = async () => (await (await server.get(accepted.links.self)).json()) as Sweep;
  const ended = await eventually(find, ({ state }) => state !== "running" && state !== "queued");
  expect(ended.state).toBe("succeeded");
  const idsOf = ({ points }: Sweep) => points.map(({ values, simulation }) => [...values, simulation.id]);
  expect(idsOf(ended)).toEqual(idsOf(accepted));
  expect(await (await server.get(accepted.links.result)).text()).toBe(expected);
  expect(await server.kill("SIGTERM")).toBe(0);
});

describe("what is no request", () => {
  let server: Awaited<ReturnType<typeof serve>>;
  beforeAll(async () => {
    server = await serve({ port: 0, host: "127.0.0.1", dataDir: temporaryDirectory(), logLevel: "silent" });
    return () => server.close();
  });

  test.each([
    ["no request at all", "\u0000\u0001\r\n\r\n"],
    ["a target that is no path", "GET http://[/healthz HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n"],
    [
      "a chunk of no length",
      "POST /api/v1/selection-probabilities HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    ],
  ])("%s is answered by 400 and a problem document", async (_, bytes) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.end(bytes);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.toLowerCase()).toContain("content-type: application/problem+json");
    expect(answer).toContain('"status":400');
  });
});
