import fc from "fast-check";
import request from "supertest";
import { expect, test } from "vitest";
import { BestArmAnswer } from "../experiments/best-arm/answer.ts";
import { ExpectedRegretAnswer } from "../experiments/exact/answer.ts";
import { Problem } from "../experiments/problem.ts";
import { Simulation } from "../experiments/simulation-handle.ts";
import { SelectionAnswer } from "../experiments/selection/answer.ts";
import { banditDefinitions } from "../experiments/bandits/registry.ts";
import { families } from "../policies/posteriors/family.ts";
import { policyDefinitions } from "../policies/registry.ts";
import { startApp } from "./testing/server.ts";

const { app } = await startApp({ workBudget: 1e4, questionBudget: 2e6, waiting: 5, waitingPerClient: 5 });

/** From small to large, by its logarithm: what every family takes, and where its numerics are put to the test. */
const positive = fc.double({ min: -3, max: 9, noNaN: true }).map((exponent) => Math.min(1e9, 10 ** exponent));
const probability = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

const routes = [
  {
    path: "/api/v1/selection-probabilities",
    answer: SelectionAnswer,
    valid: fc
      .record(
        {
          policy: fc.constantFrom(...policyDefinitions).map(({ kind }): unknown => ({ kind })),
          history: fc.array(fc.record({ arm: fc.constantFrom("a", "b"), reward: fc.constantFrom(0, 1) })),
          counts: fc.tuple(
            fc.record({ arm: fc.constant("a"), pulls: fc.integer({ min: 1e6, max: 4e6 }), rewardSum: fc.nat(1e6) }),
            fc.record({ arm: fc.constant("b"), pulls: fc.integer({ min: 9, max: 99 }), rewardSum: fc.nat(9) }),
          ),
          horizon: fc.integer({ min: 1, max: 1e7 }),
          monteCarlo: fc.record({
            draws: fc.integer({ min: 1, max: 2000 }),
            seed: fc.oneof(fc.string(), fc.integer()),
          }),
        },
        { requiredKeys: ["policy"] },
      )
      .map(({ history, ...request }): unknown => ({
        arms: ["a", "b"],
        ...request,
        ...(!request.counts && { history }),
      })),
  },
  {
    path: "/api/v1/best-arm-probabilities",
    answer: BestArmAnswer,
    valid: fc.constantFrom(...families).chain(({ kind, parameters }): fc.Arbitrary<unknown> =>
      fc.record({
        family: fc.constant(kind),
        arms: fc.array(fc.record(Object.fromEntries(Object.keys(parameters.shape).map((name) => [name, positive]))), {
          minLength: 1,
          maxLength: 5,
        }),
      }),
    ),
  },
  {
    path: "/api/v1/expected-regret",
    answer: ExpectedRegretAnswer,
    valid: fc.record({
      bandit: fc.oneof(
        fc.constantFrom(...banditDefinitions).map(({ kind }): unknown => ({ kind })),
        fc.record({ kind: fc.constant("bernoulli"), means: fc.array(probability, { minLength: 1, maxLength: 4 }) }),
      ),
      policy: fc.constantFrom(...policyDefinitions).map(({ kind }): unknown => ({ kind })),
      horizon: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e7 })),
    }),
  },
  {
    path: "/api/v1/simulations",
    answer: Simulation,
    valid: fc.record(
      {
        bandit: fc.constantFrom(...banditDefinitions).map(({ kind }): unknown => ({ kind })),
        policies: fc.array(
          fc.constantFrom(...policyDefinitions).map(({ kind }): unknown => ({ kind })),
          { minLength: 1, maxLength: 3 },
        ),
        horizon: fc.integer({ min: 1, max: 200 }),
        replications: fc.integer({ min: 1, max: 20 }),
        seed: fc.oneof(fc.string(), fc.integer()),
        rewardCoupling: fc.constantFrom("by-pull", "independent"),
        checkpoints: fc.record({ kind: fc.constant("log"), count: fc.integer({ min: 2, max: 1000 }) }),
      },
      { requiredKeys: ["bandit", "policies", "horizon", "replications", "seed"] },
    ),
  },
];

/** Values that break what was written for ordinary ones. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    -0,
    1e308,
    -1e308,
    5e-324,
    2 ** 53,
    -1,
    0.5,
    "",
    "\u0000",
    "\ud800",
    "__proto__",
    [],
    {},
  ),
);

/** Puts an odd value somewhere into a value, under a name of its own or instead of what was there. */
const mutated = (valid: fc.Arbitrary<unknown>) =>
  fc
    .tuple(valid, fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 2 }))
    .map(([value, changes]) =>
      changes.reduce<unknown>((changed, [at, what]) => replaceAt(structuredClone(changed), at, what), value),
    );

function replaceAt(value: unknown, at: number, what: unknown): unknown {
  if (typeof value !== "object" || value === null) return what;
  const keys = [...Object.keys(value), "__proto__", "extra"];
  const key = keys[at % keys.length];
  const fields = value as Record<string, unknown>;
  const replacement =
    Object.hasOwn(fields, key) && at % 3 !== 0 ? replaceAt(fields[key], Math.floor(at / keys.length), what) : what;
  Object.defineProperty(fields, key, { value: replacement, enumerable: true, configurable: true, writable: true });
  return value;
}

const raw = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...Array.from('{}[]",:0129.eE+-truefalsn\\u')) }),
);

async function check(route: (typeof routes)[number], body: string) {
  const response = await request(app)
    .post(route.path)
    .set("Content-Type", "application/json")
    .set("Prefer", "wait=5")
    .serialize((text: string) => text)
    .send(body);
  if (response.status < 300) expect(route.answer.safeParse(response.body).error).toBeUndefined();
  else {
    expect([400, 413, 422, 429, 503]).toContain(response.status);
    expect(response.type).toBe("application/problem+json");
    expect(Problem.parse(response.body).status).toBe(response.status);
  }
  return response.status;
}

for (const route of routes) {
  test(`POST ${route.path} answers anything at all by an answer or a problem`, async () => {
    const statuses: number[] = [];
    const bodies = fc.oneof(
      { weight: 3, arbitrary: mutated(route.valid).map((value) => JSON.stringify(value) ?? "") },
      { weight: 2, arbitrary: route.valid.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: raw },
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        statuses.push(await check(route, body));
      }),
      { seed: 2026, numRuns: 500 },
    );
    expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(50);
  });
}
