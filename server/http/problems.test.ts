// Slow: starts services, whose threads load their programs from source.
import { connect } from "node:net";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import request from "supertest";
import { expect, test } from "vitest";
import { Problem } from "../../experiments/mistakes/problem.ts";
import { startApp } from "../testing/server.ts";

const { app } = await startApp({ workBudget: 1e6, questionBudget: 1e6 });

const question = { policy: { kind: "greedy" }, arms: 2 };
const specification = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "greedy" }],
  horizon: 10,
  replications: 10,
  seed: 1,
};
const QUESTIONS = "/api/v1/selection-probabilities";
const BEST_ARM = "/api/v1/best-arm-probabilities";
const REGRET = "/api/v1/expected-regret";
const SIMULATIONS = "/api/v1/simulations";
const NOBODY = "/api/v1/simulations/00000000-0000-4000-8000-000000000000";
const arms = { family: "normal", arms: [{ mean: 0, standardDeviation: 1 }] };
const regretQuestion = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policy: { kind: "greedy" },
  horizon: 10,
};
const nested = "[".repeat(17) + "]".repeat(17);

interface Case {
  name: string;
  status: number;
  method?: "get" | "post" | "put" | "delete" | "patch";
  path: string;
  body?: object;
  raw?: string | Buffer;
  headers?: Record<string, string>;
  expected?: unknown;
}

const JSON_TYPE = { "Content-Type": "application/json" };
const cases: Case[] = [
  { name: "not JSON", status: 400, path: QUESTIONS, raw: "{", headers: JSON_TYPE },
  { name: "an empty body", status: 400, path: QUESTIONS, raw: "", headers: JSON_TYPE },
  { name: "no body", status: 400, path: SIMULATIONS },
  { name: "a key twice", status: 400, path: QUESTIONS, raw: '{"arms": 2, "arms": 3}', headers: JSON_TYPE },
  {
    name: "a key twice, escaped",
    status: 400,
    path: QUESTIONS,
    raw: String.raw`{"a":1,"\u0061":1}`,
    headers: JSON_TYPE,
  },
  { name: "17 levels", status: 400, path: QUESTIONS, raw: nested, headers: JSON_TYPE },
  { name: "invalid UTF-8", status: 400, path: QUESTIONS, raw: Buffer.from([0x22, 0xff, 0x22]), headers: JSON_TYPE },
  { name: "a malformed path", status: 400, method: "get", path: "/api/v1/policies/%E0%A4%A" },
  { name: "a malformed page", status: 400, method: "get", path: "/%" },
  { name: "an unknown path", status: 404, method: "get", path: "/api/v1/nothing" },
  { name: "an unknown POST", status: 404, path: "/api/nothing", body: {} },
  { name: "an unknown policy", status: 404, method: "get", path: "/api/v1/policies/constructor" },
  { name: "an unknown gallery entry", status: 404, method: "get", path: "/api/v1/gallery/%00" },
  { name: "an unknown simulation", status: 404, method: "get", path: NOBODY },
  { name: "an id with a null", status: 404, method: "get", path: `${SIMULATIONS}/%00%ff`.replace("%ff", "") },
  { name: "cancel of an unknown one", status: 404, method: "delete", path: NOBODY },
  { name: "events of an unknown one", status: 404, method: "get", path: `${NOBODY}/events` },
  { name: "result of an unknown one", status: 404, method: "get", path: `${NOBODY}/result` },
  { name: "a missing asset", status: 404, method: "get", path: "/assets/missing-1234.js" },
  { name: "a wrong method", status: 405, method: "get", path: QUESTIONS },
  { name: "a list of simulations", status: 405, method: "get", path: SIMULATIONS },
  { name: "another wrong method", status: 405, method: "put", path: "/api/v1/policies" },
  { name: "DELETE of the metrics", status: 405, method: "delete", path: "/metrics" },
  { name: "DELETE of a page", status: 405, method: "delete", path: "/learn/lecture-2" },
  {
    name: "an Accept that excludes JSON",
    status: 406,
    method: "get",
    path: "/api/v1",
    headers: { Accept: "image/png" },
  },
  { name: "metrics as JSON", status: 406, method: "get", path: "/metrics", headers: { Accept: "application/json" } },
  { name: "events as JSON", status: 406, method: "get", path: `${NOBODY}/events`, headers: { Accept: "text/html" } },
  { name: "a result as XML", status: 406, method: "get", path: `${NOBODY}/result`, headers: { Accept: "text/xml" } },
  { name: "over 2 MB", status: 413, path: QUESTIONS, raw: `"${"x".repeat(2_097_151)}"`, headers: JSON_TYPE },
  {
    name: "a form",
    status: 415,
    path: QUESTIONS,
    raw: "a=1",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  },
  {
    name: "another charset",
    status: 415,
    path: QUESTIONS,
    raw: "1",
    headers: { "Content-Type": "application/json; charset=latin1" },
  },
  {
    name: "a compressed body",
    status: 415,
    path: QUESTIONS,
    raw: "1",
    headers: { ...JSON_TYPE, "Content-Encoding": "gzip" },
  },
  {
    name: "an unknown field",
    status: 422,
    path: QUESTIONS,
    body: { ...question, polcy: 1 },
    expected: [{ pointer: "/polcy", code: "unknown-field" }],
  },
  {
    name: "a number out of range",
    status: 422,
    path: QUESTIONS,
    body: { ...question, policy: { kind: "epsilon-greedy", epsilon: 2 } },
    expected: [{ pointer: "/policy/epsilon", detail: "must be in [0, 1], got 2" }],
  },
  {
    name: "an unknown kind",
    status: 422,
    path: SIMULATIONS,
    body: { ...specification, policies: [{ kind: "gredy" }] },
    expected: [{ pointer: "/policies/0/kind" }],
  },
  {
    name: "a policy for other rewards",
    status: 422,
    path: SIMULATIONS,
    body: { ...specification, bandit: { kind: "gaussian" }, policies: [{ kind: "thompson-beta" }] },
    expected: [{ pointer: "/policies/0/kind" }],
  },
  {
    name: "too many replications for the budget",
    status: 422,
    path: SIMULATIONS,
    body: { ...specification, replications: 50_001 },
    expected: [{ pointer: "/replications", code: "over-budget", allowed: "at most 50000" }],
  },
  {
    name: "a horizon over the budget",
    status: 422,
    path: SIMULATIONS,
    body: { ...specification, horizon: 1_000_000 },
    expected: [{ pointer: "/horizon", code: "over-budget", allowed: "at most 500000 for these arms and policies" }],
  },
  {
    name: "too many draws for the budget",
    status: 422,
    path: QUESTIONS,
    body: { policy: { kind: "thompson-beta" }, arms: 2, monteCarlo: { draws: 1_000_000 } },
    expected: [{ pointer: "/monteCarlo/draws", code: "over-budget" }],
  },
  {
    name: "an unknown family",
    status: 422,
    path: BEST_ARM,
    body: { ...arms, family: "nrmal" },
    expected: [{ pointer: "/family", code: "not-allowed", allowed: "beta, normal, gamma, student-t" }],
  },
  {
    name: "another family's parameters",
    status: 422,
    path: BEST_ARM,
    body: { ...arms, arms: [{ mean: 0, alpha: 1 }] },
    expected: [{ pointer: "/arms/0/standardDeviation", code: "missing" }, { pointer: "/arms/0/alpha" }],
  },
  {
    name: "a standard deviation of 0",
    status: 422,
    path: BEST_ARM,
    body: { ...arms, arms: [{ mean: 0, standardDeviation: 0 }] },
    expected: [{ pointer: "/arms/0/standardDeviation", code: "out-of-range" }],
  },
  {
    name: "too many posteriors for the budget",
    status: 422,
    path: BEST_ARM,
    body: {
      family: "student-t",
      arms: Array.from({ length: 1000 }, () => ({ location: 0, scale: 1, degreesOfFreedom: 5 })),
    },
    // 95 µs for each of equal arms, and 15 for its interval, are 1467.7 steps of 10⁶.
    expected: [{ pointer: "/arms", code: "over-budget", allowed: "at most 681" }],
  },
  {
    name: "exact regret of a policy that remembers the order",
    status: 422,
    path: REGRET,
    body: { ...regretQuestion, policy: { kind: "gradient" } },
    expected: [{ pointer: "/policy/kind" }],
  },
  {
    name: "exact regret on arms of other rewards",
    status: 422,
    path: REGRET,
    body: { ...regretQuestion, bandit: { kind: "gaussian" } },
    expected: [{ pointer: "/bandit/kind" }],
  },
  {
    name: "a horizon of exact regret over the budget",
    status: 422,
    path: REGRET,
    body: { ...regretQuestion, horizon: 100_000 },
    expected: [
      { pointer: "/horizon", code: "over-budget", allowed: expect.stringMatching(/^an integer in \[1, \d+\]$/) },
    ],
  },
  { name: "null", status: 422, path: SIMULATIONS, raw: "null", headers: JSON_TYPE },
];

test.each(cases)("$status for $name", async ({ status, method = "post", path, body, raw, headers, expected }) => {
  const call = request(app)[method](path);
  void call.set(headers ?? (body ? JSON_TYPE : {})).serialize((sent: unknown) => sent as string);
  const response = await call.send((raw ?? (body === undefined ? undefined : JSON.stringify(body))) as string);
  expect(response.status).toBe(status);
  expect(response.type).toBe("application/problem+json");
  const problem = Problem.parse(response.body);
  expect(problem.status).toBe(status);
  if (expected) expect(problem.errors).toMatchObject(expected as object[]);
});

test("405 and OPTIONS list the allowed methods", async () => {
  const wrong = await request(app).patch("/api/v1/policies");
  expect(wrong.headers.allow).toBe("GET, HEAD, OPTIONS");
  const options = await request(app).options(SIMULATIONS);
  expect([options.status, options.headers.allow]).toEqual([204, "POST, OPTIONS"]);
});

test.each(["/api/v1", "/api/v1/policies", "/healthz", "/readyz", "/metrics", "/api/docs", "/api/v1/openapi.json"])(
  "HEAD %s has no body",
  async (path) => {
    const response = await request(app).head(path);
    expect([response.status, response.text]).toEqual([200, undefined]);
  },
);

test("no answer names its framework, and every answer has the content security policy", async () => {
  const { headers } = await request(app).get("/api/v1");
  expect(headers).not.toHaveProperty("x-powered-by");
  expect(headers["content-security-policy"]).toContain("script-src 'self'");
  expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
  expect(headers["content-security-policy"]).not.toContain("upgrade-insecure-requests");
});

test("requests that no HTTP client would send are answered below 500", async () => {
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const lines = [
    "OPTIONS * HTTP/1.1",
    "GET //api//v1 HTTP/1.1",
    "GET http://other/api/v1 HTTP/1.1",
    "GET /?%=%zz HTTP/1.1",
  ];
  const lengths = ["POST /api/v1/simulations HTTP/1.1\r\nContent-Length: 99", "GET /api/v1/../../etc/passwd HTTP/1.1"];
  const statuses: [string, number][] = [];
  for (const line of [...lines, ...lengths]) {
    const socket = connect(port, "127.0.0.1");
    socket.end(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let answer = "";
    for await (const chunk of socket) answer += String(chunk);
    statuses.push([line, Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1] ?? 400)]);
  }
  server.close();
  expect(statuses.filter(([, status]) => status >= 500)).toEqual([]);
});
