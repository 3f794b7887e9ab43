import request from "supertest";
import { expect, test } from "vitest";
import { gallery, reproduce } from "../../experiments/gallery/gallery.ts";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { policyDefinitions } from "../../policies/registry.ts";
import { startApp } from "../testing/server.ts";

const { app } = await startApp();

const history = [
  { arm: "a", reward: 0 },
  { arm: "b", reward: 1 },
];

test.each([
  [{ kind: "greedy" }, "0", undefined],
  [{ kind: "epsilon-greedy" }, "1/20", "ε/2"],
  [{ kind: "ucb" }, "0", undefined],
  [{ kind: "thompson-beta" }, "1/6", undefined],
  [{ kind: "thompson-beta", alpha: 2, beta: 2 }, "17/70", undefined],
])("the lecture's P(a) under %j is %s", async (policy, fraction, formula) => {
  const response = await request(app)
    .post("/api/v1/selection-probabilities")
    .send({ policy, arms: ["a", "b"], history });
  expect(response.status).toBe(200);
  expect(response.body.decision).toBe(3);
  expect(response.body.probabilities[0]).toMatchObject({
    arm: "a",
    fraction,
    errorBound: 0,
    ...(formula && { formula }),
  });
});

test("a question that goes to a worker gets the function's own answer", async () => {
  const question = {
    policy: { kind: "thompson-beta" as const },
    arms: ["a", "b"],
    history,
    monteCarlo: { draws: 2_000_000, seed: "lecture" },
  };
  const response = await request(app).post("/api/v1/selection-probabilities").send(question);
  expect(response.text).toBe(JSON.stringify(selectionProbabilities(question)));
});

test("the catalogue has every policy, with JSON Schema of its parameters", async () => {
  const { body } = await request(app).get("/api/v1/policies");
  expect(body.policies.map(({ kind }: { kind: string }) => kind)).toEqual(policyDefinitions.map(({ kind }) => kind));
  const { body: one } = await request(app).get("/api/v1/policies/epsilon-greedy");
  expect(one).toMatchObject({
    kind: "epsilon-greedy",
    parameters: { properties: { epsilon: { minimum: 0, maximum: 1, default: 0.1 } }, additionalProperties: false },
  });
});

test("bandits are listed and described", async () => {
  const { body } = await request(app).get("/api/v1/bandits");
  expect(body.bandits.map(({ kind }: { kind: string }) => kind)).toContain("bernoulli");
  const { body: one } = await request(app).get("/api/v1/bandits/gaussian");
  expect(one.parameters.properties).toHaveProperty("standardDeviation");
});

test("a gallery entry is computed again", async () => {
  const { body } = await request(app).get("/api/v1/gallery");
  expect(body.gallery[0].id).toBe("ucl-lecture-2");
  const { text } = await request(app).get("/api/v1/gallery/ucl-lecture-2");
  expect(text).toBe(JSON.stringify(reproduce(gallery[0])));
});

test("the service tells its limits", async () => {
  const { body } = await request(app).get("/api/v1");
  expect(body.limits).toMatchObject({ bodyBytes: 65_536, jsonDepth: 16, arms: 1000, work: 1e11 });
  expect(body.engineVersion).toBeTypeOf("string");
});
