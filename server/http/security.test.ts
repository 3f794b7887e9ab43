// Slow: starts a service for every limit, and fills its queues.
import { Writable } from "node:stream";
import { pino } from "pino";
import request from "supertest";
import { expect, test } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import { createApp } from "../app.ts";
import { startApp } from "../testing/server.ts";

const { app, services } = await startApp({ questionsPerClient: 1, questionBudget: 5e6 });

const specification = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }],
  horizon: 10,
  replications: 1,
  seed: "body-of-the-request",
};
const SIMULATIONS = "/api/v1/simulations";
const start = async () => (await request(app).post(SIMULATIONS).send(specification)).body as Simulation;

/** The application with its own log, and the lines of that log. */
function withLog(changed: Partial<typeof services> = {}) {
  const lines: string[] = [];
  const stream = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  return { lines, app: createApp({ ...services, ...changed, log: pino({ level: "trace" }, stream) }) };
}

test.each(["/", "/api/docs", "/api/v1", "/api/v1/nothing", "/metrics", "/nothing.png"])(
  "%s may load from this server alone, and nothing inline",
  async (path) => {
    const { headers } = await request(app).get(path);
    const directives = headers["content-security-policy"].split(";");
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain("frame-ancestors 'none'");
    const sources = directives.flatMap((directive) => directive.split(" ").slice(1));
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "data:"]));
    expect(directives.filter((directive) => directive.includes("data:"))).toEqual(["img-src 'self' data:"]);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  },
);

test("pages of other sites can neither send requests nor read answers", async () => {
  const origin = { Origin: "https://elsewhere.example", "Access-Control-Request-Method": "POST" };
  for (const call of [request(app).get("/api/v1"), request(app).options(SIMULATIONS)]) {
    const { headers } = await call.set(origin);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  }
  // A type that pages may send without preflight is not accepted as JSON.
  const sent = await request(app).post(SIMULATIONS).type("text/plain").send(JSON.stringify(specification));
  expect(sent.status).toBe(415);
});

test("an internal error is sent without its message and stack, and logged with them", async () => {
  const simulations = Object.create(services.simulations, {
    find: { value: () => Promise.reject(new Error("what only the log may have")) },
  }) as typeof services.simulations;
  const { app: broken, lines } = withLog({ simulations });
  const response = await request(broken).get(`${SIMULATIONS}/any`);
  expect([response.status, response.type]).toEqual([500, "application/problem+json"]);
  expect(response.text).not.toMatch(/only the log|\.ts|node_modules|\bat /);
  expect(lines.join("")).toMatch(/what only the log may have.*security\.test\.ts/);
});

test("ids are random, version 4 UUIDs, and there is no list of them", async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await start()).id));
  expect(new Set(ids).size).toBe(20);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect((await request(app).get(SIMULATIONS)).status).toBe(405);
});

test("a log has method, path and status of a request, but no id, body, address or header", async () => {
  const { app: logging, lines } = withLog();
  const { id } = await start();
  const headers = { Authorization: "Bearer token-of-a-client", "User-Agent": "agent-of-a-client" };
  await request(logging).post(SIMULATIONS).set(headers).send(specification);
  for (const path of ["simulations", "Simulations", "simulations/"]) {
    await request(logging).get(`/api/v1/${path}/${id}/result`).set(headers);
  }
  expect(lines).toHaveLength(4);
  const [posted, found] = lines.map((line) => JSON.parse(line) as { req: object; res: object });
  expect(posted.req).toEqual({ method: "POST", url: SIMULATIONS });
  expect(found.req).toEqual({ method: "GET", url: `${SIMULATIONS}/…/result` });
  expect(found.res).toEqual({ statusCode: expect.any(Number) });
  expect(lines.join("")).not.toMatch(new RegExp(`${id}|body-of-the-request|of-a-client|127\\.0\\.0\\.1|::1`));
});

test("X-Forwarded-For is ignored unless a proxy is trusted", async () => {
  const costly = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 2_000_000 } };
  const ask = (client: string) =>
    request(app).post("/api/v1/selection-probabilities").set("X-Forwarded-For", client).send(costly);
  const statuses = (await Promise.all([ask("192.0.2.1"), ask("192.0.2.2")])).map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 429]);
});

test("the number that waits is limited across all clients", async () => {
  const { app: narrow } = await startApp({
    running: 1,
    waiting: 1,
    waitingQuestions: 1,
    questionBudget: 5e6,
    trustProxy: 1,
  });
  const post = (path: string, body: object, client: number) =>
    request(narrow).post(`/api/v1/${path}`).set("X-Forwarded-For", `192.0.2.${client}`).send(body);

  const endless = { ...specification, horizon: 10_000_000, replications: 100 };
  const simulations: request.Response[] = [];
  for (const seed of [1, 2, 3]) simulations.push(await post("simulations", { ...endless, seed }, seed));
  expect(simulations.map(({ status }) => status)).toEqual([202, 202, 503]);
  expect(simulations[2].headers).toHaveProperty("retry-after");

  const costly = { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 2_000_000 } };
  // One may wait behind the two that have threads.
  const questions = await Promise.all([1, 2, 3, 4].map((client) => post("selection-probabilities", costly, client)));
  const statuses = questions.map(({ status }) => status);
  expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 503]);
});
