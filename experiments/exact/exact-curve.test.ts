import { describe, expect, test } from "vitest";
import { parseInput } from "../mistakes/parse-input.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { ExactCurve } from "./answer.ts";
import { type CurveLookout, exactCurve } from "./exact-curve.ts";
import { ExactReason, type ExactReasonCode } from "./exact-outcome.ts";
import { expectedRegret } from "./expected-regret.ts";

const small: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.3, 0.6] },
  policies: [{ kind: "thompson-beta" }, { kind: "gradient" }, { kind: "greedy" }],
  horizon: 1000,
  replications: 1,
  seed: 1,
  checkpoints: { kind: "log", count: 30 },
};
const outcomeOf = (changes: Partial<SimulationSpecInput>, policyIndex = 0, lookout?: CurveLookout) =>
  exactCurve(parseInput(SimulationSpec, { ...small, ...changes }), policyIndex, lookout);
const curveOf = (changes: Partial<SimulationSpecInput>, policyIndex = 0) => outcomeOf(changes, policyIndex).curve;

test("a curve is the expected regret at the checkpoints of a prefix, as far as it is cheap", () => {
  const curve = curveOf({})!;
  expect(ExactCurve.parse(curve)).toEqual(curve);
  expect(curve.horizon).toBeGreaterThan(50);
  expect(curve.horizon).toBeLessThan(300);
  const { regret, optimalArmProbability } = expectedRegret({
    bandit: small.bandit,
    policy: { kind: "thompson-beta" },
    horizon: 50,
  });
  // The first of 30 checkpoints to 1000 pulls.
  for (let i = 0; i < 3; i++) {
    expect(curve.regret[i]).toBe(regret[i]);
    expect(curve.optimalArmProbability![i]).toBe(optimalArmProbability![i]);
  }
  expect(curve.regret).toHaveLength(curve.optimalArmProbability!.length);
});

test("a short horizon is covered whole", () => {
  const curve = curveOf({ horizon: 5 }, 2)!;
  expect(curve.horizon).toBe(5);
  expect(curve.regret).toHaveLength(5);
});

/** Simulations without an exact curve: the code of the reason, the specification and the index of the policy. */
const without: Record<
  Exclude<ExactReasonCode, "over-budget" | "no-exact-law">,
  [Partial<SimulationSpecInput>, policyIndex: number]
> = {
  "depends-on-order": [{}, 1],
  "feedback-late": [{ policies: [{ kind: "greedy" }], feedback: { kind: "delayed", rounds: 2 } }, 0],
  "means-change": [
    {
      bandit: { kind: "piecewise-stationary" },
      policies: [{ kind: "greedy" }],
      rewardCoupling: "by-round",
    },
    0,
  ],
  "rewards-not-binary": [{ bandit: { kind: "gaussian", means: [0, 1] }, policies: small.policies.slice(2) }, 0],
  "too-many-states": [{ bandit: { kind: "bernoulli", means: Array<number>(12).fill(0.5) } }, 0],
  "horizon-too-long": [{ policies: [{ kind: "bayes-optimal" }], horizon: 200 }, 0],
  // The indices of these arms differ by less than can be computed.
  "tie-by-tolerance": [
    {
      bandit: { kind: "bernoulli", means: [0.9, 0.3] },
      policies: [{ kind: "gittins", alpha: 1e7, beta: 1e7 }],
      horizon: 20,
    },
    0,
  ],
};

test.each(Object.entries(without))("there is none, and it says why: %s", (code, [changes, policyIndex]) => {
  const { curve, reason } = outcomeOf(changes, policyIndex);
  expect(curve).toBeUndefined();
  expect(ExactReason.parse(reason)).toEqual({ code, detail: expect.stringMatching(/^[a-z][^.]+$/) });
});

test("a policy that plans for the horizon has one for all of it", () => {
  const policies = [{ kind: "bayes-optimal" as const }];
  expect(curveOf({ policies, horizon: 20 })!.horizon).toBe(20);
});

describe("a curve that takes longer than it may", () => {
  /** A clock that moves by a millisecond at every reading. */
  const ticking = () => {
    let milliseconds = 0;
    return () => ++milliseconds;
  };

  test("is none, and says what it took, in place of a policy's own words for it", () => {
    const taken = ticking();
    const { reason } = outcomeOf({}, 0, { limitOf: () => ({ taken, most: 3 }) });
    expect(reason).toEqual({ code: "over-budget", detail: "took more than ten times its plan: ended after 0.004 s" });
  });

  test("is asked for its plan, which is about what a curve beside a simulation may cost", () => {
    const plans: number[] = [];
    const limitOf = (planned: number) => {
      plans.push(planned);
      return { taken: () => 0, most: 1 };
    };
    expect(outcomeOf({}, 0, { limitOf })).toEqual(outcomeOf({}));
    expect(plans).toHaveLength(1);
    expect(plans[0]).toBeGreaterThan(1e7);
    expect(plans[0]).toBeLessThan(1e9);
  });
});
