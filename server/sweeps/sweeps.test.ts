// Slow: runs simulations on the threads of services, which load their programs from source.
import request from "supertest";
import { expect, test } from "vitest";
import { simulate } from "../../experiments/result/simulate.ts";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { sweep } from "../../experiments/sweep/sweep.ts";
import { type Sweep, SweepSnapshot } from "../../experiments/sweep/sweep-handle.ts";
import { createLogger } from "../log.ts";
import { configuration } from "../config.ts";
import { openDatabase } from "../store/database.ts";
import { eventually, startApp, temporaryDirectory } from "../testing/server.ts";

const one = await startApp({ threads: 1, running: 1, runningPerClient: 1, waitingPerClient: 1, trustProxy: 1 });
const two = await startApp({ threads: 2, workBudget: 1e9 });

const PATH = "/api/v1/sweeps";
const base: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "epsilon-greedy" }, { kind: "ucb1" }],
  horizon: 200,
  replications: 60,
  seed: "sweep",
};
const epsilons = [0, 0.1, 0.5];
const short = { base, axes: [{ pointer: "/policies/0/epsilon", values: epsilons }] };
/** Points of a minute and more. */
const long = { ...short, base: { ...base, horizon: 1_000_000, replications: 80 } };

type App = typeof one.app;
const post = (app: App, body: object, { wait = 0, client = "10.0.0.1", path = PATH } = {}) =>
  request(app).post(path).set("X-Forwarded-For", client).set("Prefer", `wait=${wait}`).send(body);
const find = async (app: App, { links }: { links: { self: string } }) =>
  (await request(app).get(links.self)).body as Sweep;
const cancel = async (app: App, { links }: { links: { self: string } }) => await request(app).delete(links.self);

test("a sweep is answered when it has ended, and its result and its points' are the library's, byte for byte", async () => {
  const { status, headers, body } = await post(two.app, short, { wait: 60 });
  expect([status, headers.location, headers["preference-applied"]]).toEqual([201, body.links.self, "wait=60"]);
  expect(body).toMatchObject({ state: "succeeded", error: null, progress: { completedPoints: 3, fraction: 1 } });
  expect((await request(two.app).get(body.links.result)).text).toBe(JSON.stringify(sweep(short)));
  for (const [point, { values, simulation }] of (body as Sweep).points.entries()) {
    expect(values).toEqual([epsilons[point]]);
    const spec = { ...base, policies: [{ kind: "epsilon-greedy", epsilon: epsilons[point] }, base.policies[1]] };
    const single = await request(two.app).get(simulation.links.result);
    expect(single.text === JSON.stringify(simulate(spec as SimulationSpecInput))).toBe(true);
  }
});

test("points share results with simulations by hash, and another sweep finds them finished", async () => {
  const { body } = await post(two.app, short, { wait: 60 });
  const again = await post(two.app, short);
  expect([again.status, again.body.state]).toEqual([201, "succeeded"]);
  expect(again.body.id).not.toBe(body.id);
  const single = await post(two.app, base, { path: "/api/v1/simulations" });
  expect([single.status, single.body.specHash]).toEqual([201, body.points[1].simulation.specHash]);
});

test("the CSV has a row for every point and policy, with a column per axis", async () => {
  const axes = [...short.axes, { pointer: "/horizon", values: [10, 20] }];
  const { body } = await post(two.app, { base, axes }, { wait: 60 });
  const csv = await request(two.app).get(body.links.result).set("Accept", "text/csv");
  expect(csv.type).toBe("text/csv");
  const [head, ...rows] = csv.text.trimEnd().split("\r\n");
  expect(head).toMatch(/^point,\/policies\/0\/epsilon,\/horizon,policy,label,finalRegretMean,/);
  expect(rows).toHaveLength(6 * 2);
  expect(rows.map((row) => row.split(",").slice(0, 4).join(" ")).slice(0, 5)).toEqual([
    "0 0 10 0",
    "0 0 10 1",
    "1 0 20 0",
    "1 0 20 1",
    "2 0.1 10 0",
  ]);
  const tagged = await request(two.app).get(body.links.result);
  const known = await request(two.app).get(body.links.result).set("If-None-Match", tagged.headers.etag);
  expect(known.status).toBe(304);
});

test("a stream ends with the terminal state and the whole result", async () => {
  const { body } = await post(two.app, { ...short, base: { ...base, replications: 3000, seed: "stream" } });
  const { text } = await request(two.app).get(body.links.events);
  const snapshots = [...text.matchAll(/^event: snapshot\ndata: (.*)$/gm)].map(([, json]) =>
    SweepSnapshot.parse(JSON.parse(json)),
  );
  expect(snapshots.at(-1)).toMatchObject({ sweep: { state: "succeeded" }, result: { complete: true } });
  const completed = snapshots.map(({ sweep: { progress } }) => progress.completedReplications);
  expect(completed).toEqual(completed.toSorted((a, b) => a - b));
  const first = snapshots.find(({ result }) => result === null);
  expect(first?.sweep.state ?? "queued").toMatch(/queued|running/);
});

test("cancelling keeps what has finished, stops the rest, and may be repeated", async () => {
  const axes = [{ pointer: "/horizon", values: [10, 1_000_000, 2_000_000] }];
  const { status, body } = await post(one.app, { base: { ...base, replications: 100, seed: "cancel" }, axes });
  expect(status).toBe(202);
  expect((await request(one.app).get(body.links.result)).status).toBe(409);
  await eventually(
    () => find(one.app, body),
    ({ progress, points }) => progress.completedPoints === 1 && points[1].simulation.state === "running",
  );
  const partial = (await request(one.app).get(body.links.result)).body;
  expect([partial.complete, partial.completedPoints, partial.points[1].policies]).toEqual([false, 1, []]);
  const cancelled = await cancel(one.app, body);
  const states = (cancelled.body as Sweep).points.map(({ simulation }) => simulation.state);
  expect([cancelled.body.state, ...states]).toEqual(["cancelled", "succeeded", "cancelled", "cancelled"]);
  expect(cancelled.body.endTime).toBeTypeOf("string");
  expect((await cancel(one.app, body)).body).toEqual(cancelled.body);
  const result = (await request(one.app).get(body.links.result)).body;
  expect([result.complete, result.best[0].point]).toEqual([false, 0]);
  // The thread is free.
  expect((await post(one.app, short, { wait: 60 })).body.state).toBe("succeeded");
});

test("cancelling a sweep leaves a simulation that somebody else wants of it", async () => {
  const started = await post(two.app, { ...long, base: { ...long.base, seed: "both" } });
  const spec = { ...long.base, seed: "both" };
  const other = (await post(two.app, spec, { path: "/api/v1/simulations" })).body as Simulation;
  await cancel(two.app, started.body);
  expect((await find(two.app, other)).state).toMatch(/queued|running/);
  expect((await cancel(two.app, other)).body.state).toBe("cancelled");
});

test("a sweep counts as one simulation: one of 400 points runs, one waits, and another client's short one is answered", async () => {
  const seeds = (from: number, count = 100) => [
    { pointer: "/seed", values: Array.from({ length: count }, (_, i) => from + i) },
  ];
  const slow = { ...base, horizon: 10_000, replications: 1000 };
  const started = await post(one.app, { base: slow, axes: seeds(0, 400) });
  expect([started.status, started.body.points.length]).toEqual([202, 400]);
  const waiting = await post(one.app, { base: slow, axes: seeds(400) });
  expect(waiting.status).toBe(202);
  const refused = await post(one.app, { base: slow, axes: seeds(800) });
  expect([refused.status, refused.type]).toEqual([429, "application/problem+json"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  const other = await post(
    one.app,
    { ...base, seed: "other" },
    { client: "10.0.0.2", wait: 60, path: "/api/v1/simulations" },
  );
  expect(other.body.state).toBe("succeeded");
  expect((await find(one.app, started.body)).state).toBe("running");
  for (const { body } of [started, waiting]) expect((await cancel(one.app, body)).body.state).toBe("cancelled");
});

test.each([
  [
    "a value",
    { ...short, axes: [{ pointer: "/policies/0/epsilon", values: [0, 2] }] },
    "/axes/0/values/1",
    "in [0, 1]",
  ],
  [
    "a field",
    { ...short, axes: [{ pointer: "/policies/0/epsilom", values: [0] }] },
    "/axes/0/pointer",
    "did you mean epsilon?",
  ],
  [
    "the work",
    { ...short, base: { ...base, horizon: 10_000_000, replications: 100 } },
    "/base/replications",
    "at most 8 ",
  ],
  [
    "the work of an axis",
    {
      base,
      axes: [
        { pointer: "/replications", values: [1_000_000, 999_999] },
        { pointer: "/horizon", values: [1_000_000] },
      ],
    },
    "/axes",
    "over the budget",
  ],
])("a mistake in %s is a 422 that names the place", async (_, body, pointer, detail) => {
  for (const path of [PATH, `${PATH}?validateOnly=true`]) {
    const answer = await post(two.app, body, { path });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
    expect(answer.body.errors[0].detail).toContain(detail);
  }
});

test("a check prices the points together and starts nothing", async () => {
  const { status, body } = await post(
    two.app,
    { ...short, base: { ...base, seed: "checked" } },
    { path: `${PATH}?validateOnly=true` },
  );
  // Two arms, two policies, three points.
  expect([status, body.valid, body.points, body.cost.work]).toEqual([200, true, 3, 3 * 2 * 2 * 200 * 60]);
  const spec = { ...base, seed: "checked" };
  const single = await post(two.app, spec, { path: "/api/v1/simulations?validateOnly=true" });
  expect(single.body.existing).toBeNull();
});

test.each(["get", "delete"] as const)("%s of an unknown sweep is a 404", async (method) => {
  expect((await request(two.app)[method](`${PATH}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
});

test("after a restart an unfinished sweep continues as one, and old ended sweeps are deleted with all their points", async () => {
  const dataDir = temporaryDirectory();
  const first = await startApp({ dataDir, running: 4, runningPerClient: 1 });
  const done = (await post(first.app, short, { wait: 60 })).body as Sweep;
  const unfinished = (await post(first.app, long)).body as Sweep;
  await first.stop();
  const database = await openDatabase({ dataDir }, createLogger(configuration({}, { logLevel: "silent" })));
  const old = new Date(Date.now() - 31 * 86_400_000).toISOString();
  await database.updateTable("handle").set({ createTime: old }).execute();
  await database.updateTable("sweep").set({ createTime: old }).execute();
  await database.updateTable("work").set({ createTime: old }).execute();
  await database.updateTable("work").set({ endTime: old }).where("endTime", "is not", null).execute();
  await database.destroy();

  const second = await startApp({ dataDir, running: 4, runningPerClient: 1 });
  for (const { links } of [done, ...done.points.map(({ simulation }) => simulation)]) {
    expect((await request(second.app).get(links.self)).status).toBe(404);
  }
  const resumed = await eventually(
    () => find(second.app, unfinished),
    ({ state }) => state === "running",
  );
  expect(resumed.points.map(({ simulation }) => simulation.state)).toEqual(["running", "queued", "queued"]);
  expect(resumed.points.map(({ simulation }) => simulation.id)).toEqual(
    unfinished.points.map(({ simulation }) => simulation.id),
  );
  // The last point is asked for alone, and so need not wait for the others.
  const last = { ...long.base, policies: [{ kind: "epsilon-greedy", epsilon: 0.5 }, { kind: "ucb1" }] };
  const alone = (await post(second.app, last, { path: "/api/v1/simulations" })).body as Simulation;
  expect(alone.specHash).toBe(resumed.points[2].simulation.specHash);
  const { points } = await eventually(
    () => find(second.app, unfinished),
    (found) => found.points[2].simulation.state === "running",
  );
  expect(points[1].simulation.state).toBe("queued");
  await second.stop();
});
