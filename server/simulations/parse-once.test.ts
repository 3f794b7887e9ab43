// Slow: starts a service, whose threads load their programs from source.
import request from "supertest";
import { beforeEach, expect, test, vi } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { canonicalJson } from "../../experiments/spec/canonical-json.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { hashOfSpecText, specHash } from "../../experiments/spec/version.ts";
import { startApp } from "../testing/server.ts";

vi.mock("../../experiments/simulation/plan.ts", { spy: true });
vi.mock("../../experiments/spec/canonical-json.ts", { spy: true });
vi.mock("../../experiments/spec/version.ts", { spy: true });

const { app } = await startApp();
/** The schema's own entry, which every way of parsing goes through. */
// oxlint-disable-next-line no-underscore-dangle -- zod has no other place where parse and safeParse meet.
const parse = vi.spyOn(SimulationSpec._zod, "run");
beforeEach(() => void vi.clearAllMocks());

const spec = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "ucb1" }],
  horizon: 10,
  replications: 100,
  seed: "once",
};

/** How often this thread has parsed, written, hashed and planned a specification. */
function counts() {
  const isSpec = ([value]: unknown[]) => typeof value === "object" && value !== null && "policies" in value;
  return {
    parsed: parse.mock.calls.length,
    written: vi.mocked(canonicalJson).mock.calls.filter(isSpec).length,
    hashed: [hashOfSpecText, specHash].reduce((sum, hash) => sum + vi.mocked(hash).mock.calls.length, 0),
    planned: vi.mocked(planSimulation).mock.calls.length,
  };
}

async function post(body: object, query = "") {
  return await request(app).post(`/api/v1/simulations${query}`).set("Prefer", "wait=30").send(body);
}

test("a specification is parsed, written, hashed and planned once on the way from its POST to its result", async () => {
  const { status, body } = await post(spec);
  expect(status).toBe(201);
  expect((await request(app).get(body.links.result)).status).toBe(200);
  expect(counts()).toEqual({ parsed: 1, written: 1, hashed: 1, planned: 1 });
});

test("a simulation that is known, or only checked, needs no plan", async () => {
  const statuses = [(await post(spec)).status, (await post(spec, "?validateOnly=true")).status];
  expect(statuses).toEqual([201, 200]);
  expect(counts()).toEqual({ parsed: 2, written: 2, hashed: 2, planned: 0 });
});

test("a large specification is read on a thread alone", async () => {
  const priors = Array.from({ length: 1000 }, (_, arm) => ({ alpha: 1 + arm / 1000, beta: 1 }));
  const bandit = { kind: "bernoulli", means: priors.map((_, arm) => arm / 1000) };
  const { status } = await post({ ...spec, bandit, policies: [{ kind: "thompson-beta", priors }], replications: 1 });
  expect(status).toBe(201);
  expect(counts()).toEqual({ parsed: 0, written: 0, hashed: 0, planned: 0 });
});
