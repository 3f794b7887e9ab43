// Slow: runs simulations on the threads of a service, which load their programs from source.
import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import request from "supertest";
import { expect, test } from "vitest";
import type { Simulation, SimulationSnapshot } from "../../experiments/result/simulation-handle.ts";
import { SimulationSnapshot as SnapshotSchema } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import { eventually, startApp } from "../testing/server.ts";

const one = await startApp({ threads: 1, running: 1, waitingPerClient: 2, waiting: 2 });
const two = await startApp({ threads: 2 });

const PATH = "/api/v1/simulations";
const short: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "ucb1" }, { kind: "thompson-beta" }, { kind: "epsilon-greedy", epsilon: 0.2 }],
  horizon: 500,
  replications: 1500,
  seed: "bytes",
};
/** Many blocks of a tenth of a second and more. */
const long: SimulationSpecInput = { ...short, horizon: 20_000, replications: 100_000 };
/** One replication of minutes. */
const endless: SimulationSpecInput = { ...short, horizon: 10_000_000, replications: 20 };

async function post(app: typeof one.app, spec: object, wait?: number) {
  return await request(app)
    .post(PATH)
    .set(wait === undefined ? {} : { Prefer: `respond-async, wait=${wait}` })
    .send(spec);
}

async function find(app: typeof one.app, { id }: Simulation): Promise<Simulation> {
  return (await request(app).get(`${PATH}/${id}`)).body;
}

async function cancel(app: typeof one.app, { id }: Simulation) {
  return await request(app).delete(`${PATH}/${id}`);
}

test("one thread, two threads and the library give the same bytes", async () => {
  const expected = JSON.stringify(simulate(short));
  for (const { app } of [one, two]) {
    const started = await post(app, short, 30);
    expect(started.status).toBe(201);
    expect(started.headers).toMatchObject({ location: started.body.links.self, "preference-applied": "wait=30" });
    expect(started.body).toMatchObject({ state: "succeeded", progress: { fraction: 1 }, error: null });
    expect((await request(app).get(started.body.links.result)).text).toBe(expected);
  }
});

test("a finished specification is answered at once, by a handle of its own", async () => {
  const first = await post(one.app, short, 30);
  const second = await post(one.app, { ...short, seed: "bytes", rewardCoupling: "by-pull" });
  expect(second.status).toBe(201);
  expect(second.body.id).not.toBe(first.body.id);
  expect(second.body.specHash).toBe(first.body.specHash);
  expect((await cancel(one.app, second.body)).body.state).toBe("succeeded");
});

test("CSV has a row for every policy and checkpoint, and no formula", async () => {
  const spec = { ...short, replications: 1, horizon: 10, labels: ['=1+1,"x"', "plain", "@b"] };
  const { body } = await post(one.app, spec, 30);
  const csv = await request(one.app).get(body.links.result).set("Accept", "text/csv");
  expect(csv.type).toBe("text/csv");
  const rows = csv.text.trimEnd().split("\r\n");
  expect(rows).toHaveLength(1 + 3 * 10);
  expect(rows[0]).toMatch(/^policy,t,regretMean,regretStandardError,regretQuantile0.05,/);
  expect(rows[1]).toMatch(/^"'=1\+1,""x""",1,[^,]+,,/);
  expect(rows[11]).toMatch(/^plain,1,/);
  expect(rows[21]).toMatch(/^"'@b",1,/);
});

test("a cancelled simulation keeps the result of the replications it did", async () => {
  const started = await post(two.app, long);
  expect([started.status, started.headers.location]).toEqual([202, started.body.links.self]);
  await eventually(
    () => find(two.app, started.body),
    ({ progress }) => progress.completedReplications > 0,
  );
  const cancelled = await cancel(two.app, started.body);
  expect(cancelled.status).toBe(200);
  expect(cancelled.body.state).toBe("cancelled");
  expect((await cancel(two.app, started.body)).body).toEqual(cancelled.body);
  const { body: partial } = await request(two.app).get(started.body.links.result);
  const replications: number = partial.completedReplications;
  expect(partial.complete).toBe(false);
  expect(replications).toBe(cancelled.body.progress.completedReplications);
  const whole = simulate({ ...long, replications });
  expect(JSON.stringify([partial.policies, partial.comparisons, partial.exact])).toBe(
    JSON.stringify([whole.policies, whole.comparisons, whole.exact]),
  );
  expect(partial.exact[0].horizon).toBeGreaterThan(10);
  const csv = await request(two.app).get(started.body.links.result).set("Accept", "text/csv");
  const [header, ...rows] = csv.text.trimEnd().split("\r\n");
  expect(header).toMatch(/,completedReplications,replications$/);
  for (const row of rows) expect(row.endsWith(`,${replications},100000`)).toBe(true);
});

test("cancelled work starts again from where it was, and the first handle stays cancelled", async () => {
  const spec = { ...long, seed: "again" };
  const first = await post(two.app, spec);
  await eventually(
    () => find(two.app, first.body),
    ({ progress }) => progress.completedReplications > 0,
  );
  const cancelled = (await cancel(two.app, first.body)).body as Simulation;
  const second = await post(two.app, spec);
  expect(second.body.progress.completedReplications).toBe(cancelled.progress.completedReplications);
  await eventually(
    () => find(two.app, second.body),
    ({ progress }) => progress.completedReplications > cancelled.progress.completedReplications,
  );
  expect(await find(two.app, first.body)).toEqual(cancelled);
  await cancel(two.app, second.body);
});

test("shared work goes on until its last handle is cancelled", async () => {
  const spec = { ...long, seed: "shared" };
  const [first, second] = [await post(two.app, spec), await post(two.app, spec)];
  await cancel(two.app, first.body);
  expect((await find(two.app, first.body)).state).toBe("cancelled");
  expect((await find(two.app, second.body)).state).toBe("running");
  expect((await cancel(two.app, second.body)).body.state).toBe("cancelled");
});

test("cancelling frees the only thread, even inside an endless replication", async () => {
  const started = await post(one.app, endless);
  await eventually(
    () => find(one.app, started.body),
    ({ state }) => state === "running",
  );
  expect((await request(one.app).get(started.body.links.result)).status).toBe(409);
  await cancel(one.app, started.body);
  expect((await request(one.app).get(started.body.links.result)).status).toBe(409);
  const next = await post(one.app, { ...short, replications: 1, horizon: 10, seed: "after" }, 30);
  expect(next.body.state).toBe("succeeded");
});

test("too many waiting simulations of one client are refused, and all of them run in the end", async () => {
  const started = await Promise.all(["x", "y", "z"].map((seed) => post(one.app, { ...endless, seed })));
  expect(started.map(({ status }) => status)).toEqual([202, 202, 202]);
  const refused = await post(one.app, { ...endless, seed: "one too many" });
  expect([refused.status, refused.type]).toEqual([429, "application/problem+json"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  const joined = await post(one.app, { ...endless, seed: "x" });
  expect(joined.status).toBe(202);
  const handles = [...started.map(({ body }) => body as Simulation), joined.body as Simulation];
  for (const handle of handles) expect((await cancel(one.app, handle)).body.state).toBe("cancelled");
});

/** The data of every event of a stream of two.app, by a client that reads nothing before something has happened. */
async function readEvents(path: string, happened?: Promise<unknown>) {
  const server = createServer(two.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked = get({ port, host: "127.0.0.1", path, headers: { "accept-encoding": "gzip" }, agent: false });
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  await happened;
  const events = (await text(response)).split("\n\n").filter((event) => event.startsWith("event: snapshot\ndata: "));
  server.close();
  return { headers: response.headers, texts: events.map((event) => event.split("\ndata: ")[1]) };
}

test("a stream has a snapshot at once, then more, and ends with the simulation", async () => {
  const started = await post(two.app, { ...short, replications: 5000, seed: "stream" });
  const { headers, texts } = await readEvents(started.body.links.events);
  expect(headers["content-type"]).toContain("text/event-stream");
  expect(headers).not.toHaveProperty("content-encoding");
  const snapshots = texts.map((json) => JSON.parse(json) as SimulationSnapshot);
  expect(snapshots.length).toBeGreaterThan(2);
  for (const snapshot of snapshots) expect(SnapshotSchema.safeParse(snapshot).success).toBe(true);
  expect(snapshots.at(-1)).toMatchObject({ simulation: { state: "succeeded" }, result: { complete: true } });
  const replications = snapshots.map(({ simulation }) => simulation.progress.completedReplications);
  expect(replications).toEqual(replications.toSorted((a, b) => a - b));
});

/** Simulations whose snapshots are below, around and above what a system takes at once, with their least bytes. */
const large = [
  { arms: 2, policies: 2, checkpoints: 200, replications: 10_000, least: 90_000 },
  { arms: 4, policies: 16, checkpoints: 500, replications: 600, least: 1_000_000 },
  { arms: 30, policies: 16, checkpoints: 1000, replications: 500, least: 6_000_000 },
];
test.each(large)(
  "streams of snapshots of more than $least bytes end, whether they are read fast or slowly",
  async (size) => {
    const spec: SimulationSpecInput = {
      bandit: { kind: "bernoulli", means: Array.from({ length: size.arms }, (_, arm) => (arm + 1) / (size.arms + 1)) },
      policies: Array.from({ length: size.policies }, (_, index) => ({ kind: "epsilon-greedy", epsilon: index / 100 })),
      horizon: 2000,
      replications: size.replications,
      seed: "large snapshots",
      checkpoints: { kind: "log", count: size.checkpoints },
    };
    const started = await post(two.app, spec);
    const { events } = started.body.links;
    const hasEnded = eventually(
      () => find(two.app, started.body),
      ({ state }) => state === "succeeded",
    );
    const read = await Promise.all([readEvents(events), readEvents(events, hasEnded)]);
    for (const { texts } of read) {
      const last = JSON.parse(texts.at(-1)!) as SimulationSnapshot;
      expect(last).toMatchObject({ simulation: { state: "succeeded" }, result: { complete: true } });
      const full = texts.filter((json) => !json.endsWith('"result":null}'));
      expect(full.length).toBeGreaterThan(1);
      for (const json of full) expect(json.length).toBeGreaterThan(size.least);
    }
  },
);

test("a closing server ends its streams, refuses new simulations, and answers waiting clients", async () => {
  const closing = await startApp();
  const started = await post(closing.app, endless);
  const streams = request(closing.app).get(started.body.links.events).buffer(true);
  const waiting = post(closing.app, endless, 60);
  const ended = Promise.all([streams, waiting]);
  await eventually(
    () => find(closing.app, started.body),
    ({ state }) => state === "running",
  );
  closing.services.simulations.beginClosing();
  const [stream, waited] = await ended;
  expect(stream.text).toContain('"state":"running"');
  expect(waited.status).toBe(202);
  expect((await post(closing.app, short)).status).toBe(503);
  const readiness = await request(closing.app).get("/readyz");
  expect([readiness.status, readiness.headers["retry-after"]]).toEqual([503, "10"]);
  expect((await request(closing.app).get("/healthz")).status).toBe(200);
});
