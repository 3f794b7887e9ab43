// Slow: starts services, whose threads load their programs from source.
import request from "supertest";
import { expect, test } from "vitest";
import { specHash } from "../../experiments/spec/version.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { startApp } from "../testing/server.ts";

const { app } = await startApp({ workBudget: 1e6, questionBudget: 1e6 });

const SIMULATIONS = "/api/v1/simulations";
const spec = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" }, { kind: "epsilon-greedy" }],
  horizon: 100,
  replications: 20,
  seed: 7,
};
const post = (path: string, body: object, query = "?validateOnly=true") =>
  request(app)
    .post(path + query)
    .send(body);

test("a specification that is only checked is completed, priced and hashed, and nothing is started", async () => {
  const { status, body } = await post(SIMULATIONS, spec);
  expect(status).toBe(200);
  expect(body).toMatchObject({ valid: true, warnings: [], existing: null });
  expect(body.spec).toMatchObject({ seed: "7", policies: [{ tieBreak: "uniform" }, { epsilon: 0.1 }] });
  expect(body.specHash).toBe(specHash(SimulationSpec.parse(spec)));
  // Two arms, two policies.
  expect(body.cost).toMatchObject({ work: 2 * 2 * 100 * 20, budget: 1e6 });
  const { estimatedSeconds, replicationsSeconds, exactSeconds } = body.cost;
  expect(replicationsSeconds).toBeGreaterThan(0);
  expect(exactSeconds).toBeGreaterThan(0);
  // Each is rounded to three digits.
  expect(Math.abs(replicationsSeconds + exactSeconds - estimatedSeconds)).toBeLessThan(0.01 * estimatedSeconds);
  // A second check finds nothing either.
  expect((await post(SIMULATIONS, spec)).body.existing).toBeNull();
  const { text } = await request(app).get("/metrics");
  expect(text).toContain('bandit_lab_simulations{state="running"} 0');
});

test("a check reports the existing simulation and its hash", async () => {
  const started = await request(app)
    .post(SIMULATIONS)
    .set("Prefer", "wait=60")
    .send({ ...spec, seed: "shared" });
  expect(started.body.state).toBe("succeeded");
  const { body } = await post(SIMULATIONS, { ...spec, seed: "shared" });
  expect(body).toMatchObject({ existing: "succeeded", specHash: started.body.specHash });
});

test("a check has the warnings of the result", async () => {
  const { body } = await post(SIMULATIONS, { ...spec, bandit: { kind: "gaussian", means: [0, 1] } });
  expect(body.warnings).toEqual([expect.stringContaining("ucb1 is meant for rewards in [0, 1]")]);
});

const question = { policy: { kind: "thompson-beta" }, arms: 2 };
const mistaken = [
  { name: "an unknown field", path: SIMULATIONS, body: { ...spec, horzon: 1 } },
  { name: "work over the budget", path: SIMULATIONS, body: { ...spec, replications: 2501 } },
  {
    name: "an exploration probability of 2",
    path: SIMULATIONS,
    body: { ...spec, policies: [{ kind: "epsilon-greedy", epsilon: 2 }] },
  },
  { name: "an unknown policy", path: "/api/v1/selection-probabilities", body: { policy: { kind: "none" }, arms: 2 } },
  {
    name: "too many draws",
    path: "/api/v1/selection-probabilities",
    body: { ...question, monteCarlo: { draws: 1e7 } },
  },
  { name: "no arms", path: "/api/v1/best-arm-probabilities", body: { family: "beta", arms: [] } },
  {
    name: "a horizon that costs too much",
    path: "/api/v1/expected-regret",
    body: { bandit: spec.bandit, policy: { kind: "thompson-beta" }, horizon: 1e6 },
  },
];

test.each(mistaken)("$name is refused as without validateOnly", async ({ path, body }) => {
  const [checked, meant] = [await post(path, body), await post(path, body, "")];
  expect(checked.status).toBe(422);
  expect([checked.status, checked.type, checked.body]).toEqual([meant.status, meant.type, meant.body]);
});

test("a checked question reports its cost, without its answer", async () => {
  const { status, body } = await post("/api/v1/selection-probabilities", question);
  expect(status).toBe(200);
  expect(body).toEqual({ valid: true, cost: { steps: expect.any(Number), budget: 1e6 } });
  const drawn = await post("/api/v1/selection-probabilities", { ...question, monteCarlo: { draws: 1000 } });
  // 80 ns for every draw of every arm, in steps of 75 ns.
  expect(drawn.body.cost.steps - body.cost.steps).toBeCloseTo((2 * 1000 * 80) / 75, 6);
});

test("validateOnly=false answers the question", async () => {
  expect((await post("/api/v1/selection-probabilities", question, "?validateOnly=false")).body).toHaveProperty(
    "probabilities",
  );
});

test.each([
  ["another value", "?validateOnly=yes", "/query/validateOnly", 'must be one of true, false, got "yes"'],
  ["no value", "?validateOnly", "/query/validateOnly", "is empty: it must be one of true, false"],
  [
    "two values",
    "?validateOnly=true&validateOnly=true",
    "/query/validateOnly",
    "must be one of true, false, got 2 entries",
  ],
  ["another case", "?validateonly=true", "/query/validateonly", "is not a known field; did you mean validateOnly?"],
  ["an inherited name", "?__proto__=1", "/query/__proto__", "is not a known field"],
])("%s starts nothing, and is named", async (_, query, pointer, detail) => {
  for (const path of [SIMULATIONS, "/api/v1/expected-regret"]) {
    const { status, body } = await post(path, spec, query);
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ pointer, detail })]]);
  }
});
