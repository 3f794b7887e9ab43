import { sql } from "kysely";
import request from "supertest";
import { afterAll, expect, test, vi } from "vitest";
import type { Simulation } from "../experiments/simulation-handle.ts";
import { planSimulation } from "../experiments/simulation/plan.ts";
import { runBlock } from "../experiments/simulation/run-block.ts";
import { emptySummary } from "../experiments/simulation/summary.ts";
import { SimulationSpec, type SimulationSpecInput } from "../experiments/spec.ts";
import { configuration } from "./config.ts";
import { createLogger } from "./http/logging.ts";
import type { Engine, Job, JobObserver } from "./jobs/engine.ts";
import { LocalEngine } from "./jobs/local-engine.ts";
import { Simulations } from "./simulations.ts";
import { openDatabase } from "./store/database.ts";
import { Store } from "./store/store.ts";
import { eventually, startApp, temporaryDirectory } from "./testing/server.ts";

const PATH = "/api/v1/simulations";
const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "ucb1" }],
  horizon: 100_000,
  replications: 1000,
  seed: "store",
};
const quick = { ...spec, horizon: 10, replications: 1 };

async function post(app: Parameters<typeof request>[0], body: object, wait = 0) {
  return await request(app).post(PATH).set("Prefer", `wait=${wait}`).send(body);
}

test("unfinished work of another engine is failed, with the reason", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir });
  const { body } = await post(first.app, spec);
  await first.stop();
  const database = await openDatabase(dataDir);
  await database.updateTable("work").set({ javascriptEngine: "v8 0" }).execute();
  await database.destroy();

  const second = await startApp({ dataDir });
  const found = await request(second.app).get(body.links.self);
  expect(found.body).toMatchObject({ state: "failed", error: expect.stringContaining("v8 0") });
  expect(found.body.endTime).toBeTypeOf("string");
  const again = await post(second.app, spec);
  expect(["queued", "running"]).toContain(again.body.state);
  expect((await request(second.app).get(body.links.self)).body).toEqual(found.body);
  await second.stop();
});

test("finished work is forgotten after the retention time, running work is not", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir });
  const finished = await post(first.app, quick, 30);
  const running = await post(first.app, spec);
  expect(finished.status).toBe(201);
  await first.stop();
  const database = await openDatabase(dataDir);
  const old = new Date(Date.now() - 31 * 86_400_000).toISOString();
  await database.updateTable("handle").set({ createTime: old }).execute();
  await database
    .updateTable("work")
    .set({ createTime: old, endTime: sql`case when endTime is null then null else ${old} end` })
    .execute();
  await database.destroy();

  const second = await startApp({ dataDir });
  expect((await request(second.app).get(finished.body.links.self)).status).toBe(404);
  expect((await request(second.app).get(running.body.links.self)).body.state).toBe("running");
  await second.stop();
});

test("a full disk is a 503, and nothing that was accepted is lost", async () => {
  const { app, stop } = await startApp({ retentionDays: 30 }, { maxPages: 24 });
  const accepted: Simulation[] = [];
  const many = Array.from({ length: 1000 }, (_, arm) => arm / 1000);
  let refused: request.Response | undefined;
  for (let seed = 0; seed < 50 && !refused; seed++) {
    const response = await post(app, { ...quick, bandit: { kind: "bernoulli", means: many }, seed });
    if (response.status === 503) refused = response;
    else accepted.push(response.body as Simulation);
  }
  expect([refused?.status, refused?.type]).toEqual([503, "application/problem+json"]);
  expect(refused?.headers).toHaveProperty("retry-after");
  expect(accepted.length).toBeGreaterThan(0);
  for (const { links } of accepted) expect((await request(app).get(links.self)).status).toBe(200);
  await stop();
});

test("a worker that keeps dying fails the simulation, not the process", async () => {
  const died = vi.spyOn(process, "exit");
  const engine = new LocalEngine({ threads: 1, running: 1 });
  afterAll(() => engine.stop());
  const plan = planSimulation(SimulationSpec.parse(quick));
  const reason = await new Promise<string>((resolve, reject) => {
    const job = { hash: "broken", spec: "no JSON", plan, summary: emptySummary(plan) };
    const finished = () => reject(new Error("finished"));
    engine.run(job, { started() {}, progressed() {}, finished, failed: resolve });
  });
  expect(reason).toContain("A worker failed");
  expect([engine.isFree, engine.waiting]).toEqual([true, 0]);
  expect(died).not.toHaveBeenCalled();
});

test("a cancelled simulation waits for its exact curves, others need not wait for it, and a closing server ends it", async () => {
  const jobs: [Job, JobObserver][] = [];
  const engine: Engine = {
    run: (job, observer) => jobs.push([job, observer]),
    cancel() {},
    isFree: true,
    waiting: 0,
    stop: async () => {},
  };
  const config = configuration({}, { logLevel: "silent", dataDir: temporaryDirectory() });
  const store = new Store(await openDatabase(config.dataDir));
  const simulations = new Simulations(store, engine, config, createLogger(config));
  const submit = async (seed: string) =>
    await simulations.submit(SimulationSpec.parse({ ...quick, replications: 2, seed }), "client");

  const { id } = await submit("one");
  const [job, observer] = jobs[0];
  observer.started();
  Object.assign(job.summary, runBlock(planSimulation({ ...job.plan.spec, replications: 1 }), 0));
  let isCancelled = false;
  const cancelled = simulations.cancel(id).then((simulation) => {
    isCancelled = true;
    return simulation;
  });
  const other = await submit("two");
  expect((await simulations.find(id))?.state).toBe("running");
  expect(JSON.parse((await simulations.snapshot(id))!.result!).exact).toEqual([null]);
  expect(isCancelled).toBe(false);
  const curve = { horizon: 10, regret: [1], optimalArmProbability: [0.5] };
  job.exact = [curve];
  observer.progressed();
  expect((await cancelled)?.state).toBe("cancelled");
  expect(JSON.parse((await simulations.snapshot(id))!.result!).exact).toEqual([curve]);

  jobs[1][1].started();
  Object.assign(jobs[1][0].summary, job.summary);
  const refused = simulations.cancel(other.id);
  simulations.beginClosing();
  await expect(refused).rejects.toThrow("shutting down");
  await simulations.close();
});

test("running simulations have their turns, so that a short one overtakes a long one", async () => {
  const { app, stop } = await startApp();
  const long = await post(app, { ...spec, seed: "long" });
  const short = await post(app, { ...spec, replications: 20, seed: "short" }, 30);
  expect(short.body.state).toBe("succeeded");
  const found = await eventually(
    async () => (await request(app).get(long.body.links.self)).body as Simulation,
    ({ progress }) => progress.etaSeconds !== null,
  );
  expect(found.state).toBe("running");
  expect(found.progress.etaSeconds).toBeGreaterThan(0);
  await stop();
});
