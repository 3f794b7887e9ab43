// Slow: runs a PostgreSQL and workers of a cluster, kills one and restarts the other.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import request from "supertest";
import { afterAll, afterEach, expect, test } from "vitest";
import type { Simulation } from "../experiments/result/simulation-handle.ts";
import { planSimulation } from "../experiments/simulation/plan.ts";
import { simulate } from "../experiments/result/simulate.ts";
import { SimulationSpec, type SimulationSpecInput } from "../experiments/spec/spec.ts";
import { monsters } from "./testing/load/cases.ts";
import { startPostgres } from "./testing/postgres.ts";
import { eventually, startApp } from "./testing/server.ts";

const postgres = await startPostgres();
const children = new Set<ChildProcess>();
// A test's workers are its own: one of a single thread leaves none to small simulations.
afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
});
afterAll(async () => await postgres?.stop());

const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.2, 0.4, 0.6] },
  policies: [{ kind: "ucb1" }, { kind: "thompson-beta" }],
  horizon: 1000,
  replications: 3000,
  seed: "cluster",
};

/** A worker as a process of its own, that has joined the cluster. */
async function startWorker(databaseUrl: string, threads = 1): Promise<ChildProcess> {
  const cli = fileURLToPath(new URL("../dist/server/cli.js", import.meta.url));
  const child = spawn(process.execPath, [cli, "worker", "--threads", String(threads)], {
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  await once(child.stdout, "data");
  return child;
}

test.skipIf(!postgres)("a cluster loses and doubles nothing: a worker killed, the database restarted", async () => {
  const { url } = postgres!;
  const expected = JSON.stringify(simulate(spec));
  const { app, stop } = await startApp({ databaseUrl: url });
  const submit = async (body: SimulationSpecInput) =>
    (await request(app).post("/api/v1/simulations").send(body)).body as Simulation;
  const find = async ({ links }: Simulation) => (await request(app).get(links.self)).body as Simulation;
  const isPast = (replications: number) => (simulation: Simulation) =>
    simulation.progress?.completedReplications > replications;

  const simulation = await submit(spec);
  const [first, second] = await Promise.all([startWorker(url), startWorker(url), startWorker(url)]);
  await eventually(() => find(simulation), isPast(0));
  const killed = once(first, "exit");
  first.kill("SIGKILL");
  await killed;
  await eventually(() => find(simulation), isPast(700));
  await postgres!.restart();
  const stopped = once(second, "exit");
  second.kill("SIGTERM");
  expect(await stopped).toEqual([0, null]);
  const ended = await eventually(() => find(simulation), isPast(spec.replications - 1));
  const succeeded = await eventually(
    () => find(ended),
    ({ state }) => state === "succeeded",
  );
  const result = await request(app).get(succeeded.links.result);
  expect(result.text === expected).toBe(true);

  // Cancelled work leaves the workers, so that the next simulation has them.
  const endless = await submit({ ...spec, horizon: 10_000_000, replications: 20 });
  await eventually(
    () => find(endless),
    ({ state }) => state === "running",
  );
  expect((await request(app).delete(endless.links.self)).body.state).toBe("cancelled");
  const next = await submit({ ...spec, replications: 20 });
  await eventually(
    () => find(next),
    ({ state }) => state === "succeeded",
  );
  await stop();
});

test.skipIf(!postgres)(
  "a server goes on from where the last one was, with the blocks that came meanwhile",
  async () => {
    const { url } = postgres!;
    const body = { ...spec, replications: 3600, seed: "resumed" };
    const { blockCount } = planSimulation(SimulationSpec.parse(body));
    const first = await startApp({ databaseUrl: url });
    const { links } = (await request(first.app).post("/api/v1/simulations").send(body)).body as Simulation;
    // Only its predecessor may hold the store.
    await expect(startApp({ databaseUrl: url })).rejects.toThrow("Another server uses the database.");
    await first.stop();
    const worker = await startWorker(url);
    const second = await startApp({ databaseUrl: url });
    const find = async () => (await request(second.app).get(links.self)).body as Simulation;
    await eventually(find, ({ state }) => state === "succeeded");
    expect(blockCount).toBeGreaterThan(10);
    const result = await request(second.app).get(links.result);
    expect(result.text === JSON.stringify(simulate(body))).toBe(true);
    worker.kill("SIGTERM");
    await second.stop();
  },
);

test.skipIf(!postgres)(
  "monsters leave a worker's thread to small simulations, also when their orders were there before",
  async () => {
    const { url } = postgres!;
    const { app, stop } = await startApp({ databaseUrl: url });
    const submit = async (body: SimulationSpecInput) =>
      (await request(app).post("/api/v1/simulations").send(body)).body as Simulation;
    const find = async ({ links }: Simulation) => (await request(app).get(links.self)).body as Simulation;
    const quick = (seed: string) => ({
      ...spec,
      policies: [{ kind: "ucb1" as const }],
      horizon: 20,
      replications: 20,
      seed,
    });
    const small = async (seed: string) => {
      const simulation = await submit(quick(seed));
      await eventually(
        () => find(simulation),
        ({ state }) => state === "succeeded",
      );
    };
    // All of them wait in the queue of short ones, in front of the small one.
    const running: Simulation[] = [];
    for (const monster of Object.values(monsters)) running.push(await submit({ ...monster, seed: "cluster" }));
    const first = await submit(quick("first"));
    const worker = await startWorker(url, 2);
    await eventually(
      () => find(first),
      ({ state }) => state === "succeeded",
    );
    // The server learns from the queue of long ones what its worker has found out.
    const { cost, state } = await eventually(
      () => find(running[0]),
      (simulation) => simulation.cost!.threadSeconds > 1,
    );
    expect(state).toBe("running");
    expect(cost!.estimatedSeconds).toBeGreaterThan(100);
    await small("second");
    expect((await find(running[0])).state).toBe("running");

    // Killing the worker loses nothing: another one takes the orders of both queues.
    worker.kill("SIGKILL");
    await startWorker(url, 2);
    await small("third");
    for (const { links } of running) {
      expect((await request(app).delete(links.self)).body.state).toBeOneOf(["cancelled", "succeeded"]);
    }
    await small("fourth");
    await stop();
  },
  120_000,
);
