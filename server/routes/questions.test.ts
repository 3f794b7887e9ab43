// Slow: asks a service whose threads load their programs from source.
import request from "supertest";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { gallery, reproduce } from "../../experiments/gallery/gallery.ts";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import type { TraceAnswer } from "../../experiments/trace/answer.ts";
import { trace } from "../../experiments/trace/trace.ts";
import { policyDefinitions } from "../../policies/registry.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { type QuestionKind, questionKinds } from "../questions/question-kinds.ts";
import { eventually, startApp } from "../testing/server.ts";

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

/** A second and more on a thread. */
const costly = {
  policy: { kind: "thompson-beta" as const },
  arms: ["a", "b"],
  history,
  monteCarlo: { draws: 2_000_000, seed: "lecture" },
};

test("a question that goes to a worker gets the function's own answer", async () => {
  const response = await request(app).post("/api/v1/selection-probabilities").send(costly);
  expect(response.text).toBe(JSON.stringify(selectionProbabilities(costly)));
});

test("so does a cheap question whose arms take long to tell apart", async () => {
  const close = {
    policy: { kind: "gittins" as const, discount: 0.9, alpha: 1e7, beta: 1e7 },
    arms: 2,
    counts: [{ arm: 0, pulls: 2, rewardSum: 1 }],
  };
  const { selectionProbabilities: kind } = questionKinds;
  const asked = kind.schema.parse(close);
  expect(kind.cost(asked)).toBeLessThan(3e5);
  expect(() => kind.answer(asked, { meter: new WorkMeter(2e7) })).toThrow(WorkExceeded);
  const response = await request(app).post("/api/v1/selection-probabilities").send(close);
  expect(response.text).toBe(JSON.stringify(selectionProbabilities(close)));
  expect(response.body.probabilities.map(({ fraction }: { fraction: string }) => fraction)).toEqual(["0", "1"]);
});

test("P(best) of the lecture's posteriors is 1/6, and choosing a loses 7/10 − 1/3", async () => {
  const arms = [
    { alpha: 1, beta: 2 },
    { alpha: 2, beta: 1 },
  ];
  const { status, body } = await request(app).post("/api/v1/best-arm-probabilities").send({ family: "beta", arms });
  expect(status).toBe(200);
  expect(body).toMatchObject({ family: "beta", arms, method: "fraction", defect: 0 });
  expect(body.probabilities.map(({ fraction }: { fraction: string }) => fraction)).toEqual(["1/6", "5/6"]);
  // E[max] = ∫ 1 − (2x − x²)·x² dx = 7/10; the means are 1/3 and 2/3.
  const losses = body.probabilities.map(({ expectedLoss }: { expectedLoss: number }) => expectedLoss);
  expect(losses[0]).toBeCloseTo(11 / 30, 13);
  expect(losses[1]).toBeCloseTo(1 / 30, 13);
});

test("the exact regret of two pulls of greedy is half the gap and what the first pull teaches", async () => {
  const question = { bandit: { kind: "bernoulli", means: [0.2, 0.6] }, policy: { kind: "greedy" }, horizon: 2 };
  const { status, body } = await request(app).post("/api/v1/expected-regret").send(question);
  expect(status).toBe(200);
  expect(body).toMatchObject({ ...question, t: [1, 2] });
  // First either arm. Paid, it is pulled again; unpaid, its mean of 0 ties with the untried arm's value.
  const optimal = (0.6 + 0.4 / 2 + 0.8 / 2) / 2;
  [0.5, optimal].forEach((p, index) => expect(body.optimalArmProbability[index]).toBeCloseTo(p, 14));
  [0.2, 0.2 + 0.4 * (1 - optimal)].forEach((sum, index) => expect(body.regret[index]).toBeCloseTo(sum, 14));
});

test.each([
  ["best-arm-probabilities", { family: "beta", arms: Array.from({ length: 300 }, () => ({ alpha: 1.5, beta: 2.5 })) }],
  ["expected-regret", { bandit: { kind: "bernoulli", means: [0.4, 0.6] }, policy: { kind: "ucb1" }, horizon: 90 }],
])("a costly question on %s goes to a thread, and gets the function's own answer", async (path, question) => {
  const kind = questionKinds[path === "expected-regret" ? "expectedRegret" : "bestArmProbabilities"] as QuestionKind;
  const asked = kind.schema.parse(question);
  expect(kind.cost(asked)).toBeGreaterThan(3e5);
  const response = await request(app).post(`/api/v1/${path}`).send(question);
  expect(response.text).toBe(JSON.stringify(kind.answer(asked)));
});

const traced = {
  spec: {
    bandit: { kind: "bernoulli" as const, means: [0.45, 0.55] },
    policies: [{ kind: "thompson-beta" as const }],
    horizon: 3000,
    replications: 10,
    seed: "lecture",
  },
  replication: 9,
};

describe("a trace", () => {
  const post = (body: object, query = "") => request(app).post(`/api/v1/trace${query}`).send(body);

  test.each([
    ["cheap", { ...traced, from: 1, to: 3 }],
    ["on a thread", { ...traced, from: 401, to: 430, rewards: [{ t: 7, reward: 1 }] }],
  ])("%s is the function's own", async (_, asked) => {
    const response = await post(asked);
    expect(response.status).toBe(200);
    expect(response.text).toBe(JSON.stringify(trace(asked)));
  });

  test("of the lecture's two pulls has the lecture's law", async () => {
    const rewards = [1, 2].map((t) => ({ t, reward: t - 1 }));
    const { body } = await post({
      ...traced,
      spec: { ...traced.spec, policies: [{ kind: "greedy" }] },
      to: 3,
      rewards,
    });
    const { steps } = body as TraceAnswer;
    expect(steps[2].arms.map(({ rewardSum }) => rewardSum).toSorted((one, other) => one - other)).toEqual([0, 1]);
    expect(steps[2].probabilities[steps[1].arm]).toMatchObject({ value: 1, fraction: "1" });
  });

  test.each([
    ["two policies", { spec: { ...traced.spec, policies: [{ kind: "ucb1" }, { kind: "greedy" }] } }, "/spec/policies"],
    ["a replication too many", { replication: 10 }, "/replication"],
    ["a first step behind the last", { from: 9 }, "/from"],
    ["an unknown field", { step: 9 }, "/step"],
    ["a reward of no coin", { rewards: [{ t: 1, reward: 2 }] }, "/rewards/0/reward"],
  ])("of %s is refused by 422", async (_, part, pointer) => {
    const { status, body, type } = await post({ ...traced, to: 5, ...part });
    expect([status, type]).toEqual([422, "application/problem+json"]);
    expect(body.errors.map((mistake: { pointer: string }) => mistake.pointer)).toEqual([pointer]);
  });

  test("is priced without being played, and over the budget says how many steps fit", async () => {
    const asked = { ...traced, from: 1, to: 1000 };
    const { body } = await post(asked, "?validateOnly=true");
    expect(body).toMatchObject({ valid: true });
    const budget = Math.floor(body.cost.steps / 2);
    const narrow = (await startApp({ questionBudget: budget })).app;
    const refused = await request(narrow).post("/api/v1/trace").send(asked);
    expect(refused.status).toBe(422);
    const [{ pointer, code, detail, allowed }] = refused.body.errors;
    expect([pointer, code]).toEqual(["/to", "over-budget"]);
    expect(detail).toMatch(/\d+ steps of thompson-beta fit on this server, got 1000 steps/);
    const to = Number(/\d+/.exec(allowed)![0]);
    expect(
      (
        await request(narrow)
          .post("/api/v1/trace")
          .send({ ...asked, to })
      ).body.steps,
    ).toHaveLength(to);
  });
});

describe("a client that asks costly questions", () => {
  const ask = (target: typeof app, client: string) =>
    request(target).post("/api/v1/selection-probabilities").set("X-Forwarded-For", client);

  test("may have so many at a time, and cheap ones and other clients' are answered all the same", async () => {
    const narrow = (await startApp({ questionsPerClient: 1, questionBudget: 5e6, trustProxy: 1 })).app;
    const cheap = { ...costly, monteCarlo: undefined };
    const [first, second, other] = await Promise.all([
      ask(narrow, "192.0.2.1").send(costly),
      ask(narrow, "192.0.2.1").send(costly),
      ask(narrow, "192.0.2.2").send(costly),
      ask(narrow, "192.0.2.1").send(cheap).expect(200),
    ]);
    const refused = [first, second].find(({ status }) => status === 429);
    expect(new Set([first.status, second.status])).toEqual(new Set([200, 429]));
    expect([refused?.type, refused?.headers["retry-after"]]).toEqual(["application/problem+json", "5"]);
    expect(other.status).toBe(200);
    expect((await ask(narrow, "192.0.2.1").send(costly)).status).toBe(200);
  });

  test("may be a class: many that are small beside the budget are all answered", async () => {
    const question = { bandit: { kind: "bernoulli", means: [0.4, 0.6] }, policy: { kind: "ucb1" }, horizon: 90 };
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => await request(app).post("/api/v1/expected-regret").send(question)),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  });

  test("and is gone, no longer has one", async () => {
    const narrow = (await startApp({ questionsPerClient: 1, questionBudget: 2.2e7 })).app;
    const endless = { ...costly, monteCarlo: { draws: 10_000_000 } };
    const server = narrow.listen(0);
    const { port } = server.address() as AddressInfo;
    const post = async (question: object, signal?: AbortSignal) =>
      await fetch(`http://127.0.0.1:${port}/api/v1/selection-probabilities`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(question),
        signal,
      });
    const gone = new AbortController();
    const abandoned = post(endless, gone.signal).catch(() => "abandoned");
    await eventually(
      () => post(costly),
      ({ status }) => status === 429,
    );
    gone.abort();
    expect(await abandoned).toBe("abandoned");
    expect(
      await eventually(
        () => post(costly),
        ({ status }) => status !== 429,
      ),
    ).toMatchObject({ status: 200 });
    server.close();
  });
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

test("the service reports its limits", async () => {
  const { body } = await request(app).get("/api/v1");
  expect(body.limits).toMatchObject({ bodyBytes: 2_097_152, jsonDepth: 16, arms: 1000, work: 1e11 });
  expect(body.engineVersion).toBeTypeOf("string");
});
