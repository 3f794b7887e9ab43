// Slow: starts a service for every test, and reopens its store.
import { identified } from "../../experiments/simulation/identified-spec.ts";
import { sql } from "kysely";
import request from "supertest";
import { afterAll, expect, test, vi } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import { summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { SimulationSpec, type SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { configuration } from "../config.ts";
import { createLogger } from "../log.ts";
import { BlockEngine } from "../jobs/block-engine.ts";
import type { Engine, Job, JobObserver } from "../jobs/engine.ts";
import { SummaryThread } from "../jobs/summary-thread.ts";
import { ThreadCrew } from "../jobs/thread-crew.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { Results } from "./results.ts";
import { Simulations } from "./simulations.ts";
import { openDatabase } from "../store/database.ts";
import { Store } from "../store/store.ts";
import { eventually, startApp, temporaryDirectory } from "../testing/server.ts";

const silent = createLogger(configuration({}, { logLevel: "silent" }));
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

test("an unfinished simulation of another engine version fails with the reason", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir });
  const { body } = await post(first.app, spec);
  await first.stop();
  const database = await openDatabase({ dataDir }, silent);
  await database.updateTable("work").set({ engineVersion: "0" }).execute();
  await database.destroy();

  const second = await startApp({ dataDir });
  const found = await request(second.app).get(body.links.self);
  expect(found.body).toMatchObject({
    state: "failed",
    error: expect.stringContaining("Engine version 0 began this simulation;"),
  });
  expect(found.body.endTime).toBeTypeOf("string");
  const again = await post(second.app, spec);
  expect(["queued", "running"]).toContain(again.body.state);
  expect((await request(second.app).get(body.links.self)).body).toEqual(found.body);
  await second.stop();
});

test("any number of requests may wait for a simulation", async () => {
  const { app, stop } = await startApp();
  const warnings: Error[] = [];
  const listen = (warning: Error) => void warnings.push(warning);
  process.on("warning", listen);
  const answers = await Promise.all(Array.from({ length: 30 }, async () => await post(app, spec, 1)));
  process.off("warning", listen);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202));
  expect(warnings).toEqual([]);
  await stop();
});

test("ended simulations are deleted after the retention time, and running ones are not", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir });
  const finished = await post(first.app, quick, 30);
  const running = await post(first.app, spec);
  expect(finished.status).toBe(201);
  await first.stop();
  const database = await openDatabase({ dataDir }, silent);
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
  const summaries = new SummaryThread(false);
  const engine = new BlockEngine(new ThreadCrew(1), summaries, { running: 1, runningPerClient: 1 });
  afterAll(async () => await Promise.all([engine.stop(), summaries.stop()]));
  const plan = planSimulation(SimulationSpec.parse(quick));
  const reason = await new Promise<string>((resolve, reject) => {
    const finished = () => reject(new Error("finished"));
    const observer = { started() {}, progressed() {}, finished, failed: resolve };
    engine.run({ hash: "broken", spec: "no JSON", plan, time: new ThreadTime() }, observer);
  });
  expect(reason).toContain("A worker failed");
  expect(engine.mayStart({ plan })).toBe(true);
  expect(died).not.toHaveBeenCalled();
});

test("a cancelled simulation is cancelled at once, and its result has the exact curves", async () => {
  const jobs: [Job, JobObserver][] = [];
  const engine: Engine = {
    run: (job, observer) => jobs.push([job, observer]),
    cancel() {},
    mayStart: () => true,
    stop: async () => {},
  };
  const config = configuration({}, { logLevel: "silent", dataDir: temporaryDirectory() });
  const store = new Store(await openDatabase(config, silent));
  const summaries = new SummaryThread(false);
  const crew = new ThreadCrew(1);
  const simulations = new Simulations(store, engine, new Results(store, summaries, crew), config, silent);
  const { id } = await simulations.submit(identified(SimulationSpec.parse({ ...quick, replications: 2 })), "client");
  const [job, observer] = jobs[0];
  observer.started();
  const first = { ...job.plan.spec, replications: 1 };
  job.prefix = { replications: 1, bytes: summaryToBytes(runBlock(planSimulation(first), 0)!) };
  observer.progressed();
  const textOf = async () => Buffer.from(await (await simulations.snapshot(id))!.result!.json()).toString();
  expect(JSON.parse(await textOf()).exact).toEqual([null]);

  const cancelled = await simulations.cancel(id);
  expect([cancelled?.state, cancelled?.progress.completedReplications]).toEqual(["cancelled", 1]);
  const { policies, exact } = simulate(first);
  const result = JSON.parse(await textOf());
  expect([result.policies, result.exact, result.complete]).toEqual([
    JSON.parse(JSON.stringify(policies)),
    exact,
    false,
  ]);
  expect(exact[0]?.horizon).toBe(10);
  await simulations.close();
  await Promise.all([summaries.stop(), crew.stop(), store.close()]);
});

test("watchers of a simulation are notified that it costs more before any of its blocks has finished", async () => {
  const jobs: Job[] = [];
  const engine: Engine = {
    run: (job, observer) => {
      jobs.push(job);
      observer.started();
    },
    cancel() {},
    mayStart: () => true,
    stop: async () => {},
  };
  const config = configuration({}, { logLevel: "silent", dataDir: temporaryDirectory() });
  const store = new Store(await openDatabase(config, silent));
  const [summaries, crew] = [new SummaryThread(false), new ThreadCrew(1)];
  const simulations = new Simulations(store, engine, new Results(store, summaries, crew), config, silent);
  await simulations.start();
  const simulation = await simulations.submit(identified(SimulationSpec.parse(quick)), "client");
  await eventually(
    async () => await simulations.find(simulation.id),
    (found) => found?.state === "running",
  );
  const heard = new Promise<void>((resolve) => {
    simulations.watch(simulation, () => resolve());
  });
  // Its only block takes a hundred seconds already.
  jobs[0].time.addBlock(100_000);
  await heard;
  const { cost, progress } = (await simulations.find(simulation.id))!;
  expect(cost).toEqual({ estimatedSeconds: 100, threadSeconds: 100 });
  expect(progress.completedReplications).toBe(0);
  await simulations.close();
  await Promise.all([summaries.stop(), crew.stop(), store.close()]);
});

test("suspended simulations count among the waiting ones of their client", async () => {
  const jobs: Job[] = [];
  const engine: Engine = { run: (job) => jobs.push(job), cancel() {}, mayStart: () => true, stop: async () => {} };
  const config = configuration({}, { logLevel: "silent", dataDir: temporaryDirectory(), waitingPerClient: 1 });
  const store = new Store(await openDatabase(config, silent));
  const [summaries, crew] = [new SummaryThread(false), new ThreadCrew(1)];
  const simulations = new Simulations(store, engine, new Results(store, summaries, crew), config, silent);
  // A minute and more each.
  const submit = async (seed: number, client: string) =>
    await simulations.submit(identified(SimulationSpec.parse({ ...spec, replications: 100_000, seed })), client);
  await submit(1, "one");
  await submit(2, "one");
  for (const job of jobs) job.isSuspended = true;
  await expect(submit(3, "one")).rejects.toThrow("Too many of your simulations");
  expect((await submit(3, "two")).state).toBe("queued");
  await simulations.close();
  await Promise.all([summaries.stop(), crew.stop(), store.close()]);
});

test("a second server refuses a data folder that is in use", async () => {
  const dataDir = temporaryDirectory();
  const { stop } = await startApp({ dataDir });
  await expect(startApp({ dataDir })).rejects.toThrow(`Another server uses the folder ${dataDir}.`);
  await stop();
  await (await startApp({ dataDir })).stop();
});

test("short simulations of a class behind one address find room where long ones do not", async () => {
  const { app, stop } = await startApp({ waitingPerClient: 2, waiting: 100, running: 3, runningPerClient: 2 });
  // A minute and more each, of which two run and two wait.
  const long = { ...spec, replications: 10_000 };
  const longOnes = await Promise.all([1, 2, 3, 4, 5].map((seed) => post(app, { ...long, seed })));
  expect(longOnes.filter(({ status }) => status === 429)).toHaveLength(1);
  const short = await post(app, { ...quick, seed: "short" }, 30);
  expect(short.body.state).toBe("succeeded");
  await stop();
});

test("running simulations take turns, so a short one overtakes a long one", async () => {
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
