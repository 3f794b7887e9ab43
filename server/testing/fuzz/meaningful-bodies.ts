import fc from "fast-check";
import { banditDefinitions } from "../../../experiments/bandits/registry.ts";
import { families } from "../../../policies/posteriors/family.ts";
import { policyDefinitions } from "../../../policies/registry.ts";

/** From small to large, by its logarithm: what every family takes, and where its numerics are put to the test. */
const positive = fc.double({ min: -3, max: 9, noNaN: true }).map((exponent) => Math.min(1e9, 10 ** exponent));
const probability = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));

const listOf = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 5 });
const posteriors = fc.constantFrom(...families).chain(({ kind, parameters }): fc.Arbitrary<unknown> =>
  fc.record({
    family: fc.constant(kind),
    arms: listOf(fc.record(Object.fromEntries(Object.keys(parameters.shape).map((name) => [name, positive])))),
  }),
);
const counted = fc
  .tuple(fc.oneof(fc.nat(100), fc.nat(1e9)), fc.oneof(fc.nat(100), fc.nat(1e9)))
  .map(([successes, failures]) => ({ successes, trials: successes + failures }));
const counts: fc.Arbitrary<unknown> = fc.record(
  { family: fc.constant("beta"), arms: listOf(counted), prior: fc.record({ alpha: positive, beta: positive }) },
  { requiredKeys: ["family", "arms"] },
);

const simulation = fc.record(
  {
    bandit: fc.constantFrom(...banditDefinitions).map(({ kind }): unknown => ({ kind })),
    policies: fc.array(
      fc.constantFrom(...policyDefinitions).map(({ kind }): unknown => ({ kind })),
      { minLength: 1, maxLength: 3 },
    ),
    horizon: fc.integer({ min: 1, max: 200 }),
    replications: fc.integer({ min: 1, max: 20 }),
    seed: fc.oneof(fc.string(), fc.integer()),
    rewardCoupling: fc.constantFrom("by-pull", "by-round", "independent"),
    feedback: fc.oneof(
      fc.constant({ kind: "immediate" }),
      fc.record({ kind: fc.constant("delayed"), rounds: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ kind: fc.constant("random-delay"), mean: fc.double({ min: 1, max: 300, noNaN: true }) }),
      fc.record({ kind: fc.constant("batched"), every: fc.integer({ min: 1, max: 300 }) }),
    ),
    checkpoints: fc.record({ kind: fc.constantFrom("log", "linear"), count: fc.integer({ min: 2, max: 1000 }) }),
  },
  { requiredKeys: ["bandit", "policies", "horizon", "replications", "seed"] },
);

function axis(pointer: string, value: fc.Arbitrary<unknown>) {
  return fc.record({ pointer: fc.constant(pointer), values: fc.array(value, { minLength: 1, maxLength: 8 }) });
}

/** Bodies that mean something more often than a schema can say, by the path that they are posted to. */
export const meaningfulBodies: Record<string, fc.Arbitrary<unknown>> = {
  "/api/v1/selection-probabilities": fc
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
  "/api/v1/best-arm-probabilities": fc.oneof({ weight: 3, arbitrary: posteriors }, { weight: 1, arbitrary: counts }),
  "/api/v1/expected-regret": fc.record({
    bandit: fc.oneof(
      fc.constantFrom(...banditDefinitions).map(({ kind }): unknown => ({ kind })),
      fc.record({ kind: fc.constant("bernoulli"), means: fc.array(probability, { minLength: 1, maxLength: 4 }) }),
    ),
    policy: fc.constantFrom(...policyDefinitions).map(({ kind }): unknown => ({ kind })),
    horizon: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 1e7 })),
  }),
  "/api/v1/simulations": simulation,
  "/api/v1/trace": fc
    .record(
      {
        spec: simulation,
        replication: fc.nat(20),
        from: fc.integer({ min: 1, max: 20 }),
        to: fc.integer({ min: 1, max: 60 }),
        rewards: fc.array(fc.record({ t: fc.integer({ min: 1, max: 60 }), reward: fc.constantFrom(0, 1) }), {
          maxLength: 3,
        }),
      },
      { requiredKeys: ["spec", "to"] },
    )
    .map(({ spec, ...request }): unknown => ({ spec: { ...spec, policies: spec.policies.slice(0, 1) }, ...request })),
  "/api/v1/sweeps": fc.record({
    base: simulation,
    axes: fc.uniqueArray(
      fc.oneof(
        axis("/horizon", fc.integer({ min: 1, max: 100 })),
        axis("/seed", fc.oneof(fc.string(), fc.integer())),
        axis("/policies/0/kind", fc.constantFrom(...policyDefinitions.map(({ kind }) => kind))),
        axis("/policies/0/epsilon", fc.double({ min: 0, max: 1, noNaN: true })),
        axis("/checkpoints/count", fc.integer({ min: 1, max: 20 })),
      ),
      { minLength: 1, maxLength: 3, selector: ({ pointer }) => pointer },
    ),
  }),
};
