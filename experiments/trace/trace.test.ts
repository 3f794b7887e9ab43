// Slow: plays every policy on every bandit, and asks for the laws of many steps twice.
import { describe, expect, test } from "vitest";
import { needsOf, PolicySpec } from "../../policies/registry.ts";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { banditDefinition, type BanditSpecInput } from "../bandits/registry.ts";
import { simulate } from "../result/simulate.ts";
import { toResult } from "../result/to-result.ts";
import { selectionProbabilities } from "../selection/selection-probabilities.ts";
import { planSimulation } from "../simulation/plan.ts";
import { runBlock } from "../simulation/run-block.ts";
import { couplingsOf } from "../spec/coupling.ts";
import type { Feedback } from "../spec/feedback.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { exampleBandits } from "../testing/example-bandits.ts";
import type { TraceAnswer } from "./answer.ts";
import { trace } from "./trace.ts";

const HORIZON = 20;
const REPLICATIONS = 3;
const feedbacks: Feedback[] = [
  { kind: "immediate" },
  { kind: "delayed", rounds: 3 },
  { kind: "batched", every: 4 },
  { kind: "random-delay", mean: 3, distribution: "geometric" },
  { kind: "random-delay", mean: 2, distribution: "poisson" },
];

/** Every policy on every bandit that it takes; couplings and feedback in turn, so that each meets every kind of policy. */
const specs: SimulationSpec[] = [...exampleBandits, { kind: "bernoulli", means: [0.3, 0.6, 0.5] } as const].flatMap(
  (bandit, place) => {
    const couplings = couplingsOf(bandit as SimulationSpec["bandit"]);
    return policyVariants.flatMap((policy, index) => {
      const parsed = SimulationSpec.safeParse({
        bandit,
        policies: [policy],
        horizon: HORIZON,
        replications: REPLICATIONS,
        seed: "step by step",
        rewardCoupling: couplings[(index + place) % couplings.length],
        feedback: feedbacks[(2 * index + place) % feedbacks.length],
        checkpoints: { kind: "linear", count: HORIZON },
      });
      return parsed.success ? [parsed.data] : [];
    });
  },
);

const wholeTrace = (spec: SimulationSpec, replication: number) => trace({ spec, replication, to: spec.horizon });

/** Means over replications after every pull, as a result gives them. */
function meansOf(traces: TraceAnswer[], armCount: number) {
  const over = (value: (answer: TraceAnswer, t: number) => number) =>
    Array.from(
      { length: traces[0].steps.length },
      (_, t) => traces.reduce((sum, answer) => sum + value(answer, t), 0) / traces.length,
    );
  return {
    reward: over(({ steps }, t) => steps[t].rewardSum),
    regret: over(({ steps }, t) => steps[t].regret),
    pulls: Array.from({ length: armCount }, (_, arm) =>
      over(({ steps }, t) => steps.slice(0, t + 1).filter((step) => step.arm === arm).length),
    ),
  };
}

const nameOf = ({ policies: [policy], bandit, rewardCoupling, feedback }: SimulationSpec) =>
  `${JSON.stringify(policy)} on ${bandit.kind}, ${rewardCoupling}, ${feedback.kind}`;

describe("replication r of a trace is replication r of the simulation: pulls, rewards and regret after every pull", () => {
  test("there are all policies, bandits, couplings and feedback kinds", () => {
    const kindsOf = (kind: (spec: SimulationSpec) => unknown) => new Set(specs.map(kind)).size;
    expect(kindsOf(({ policies }) => JSON.stringify(policies))).toBe(policyVariants.length);
    expect(kindsOf(({ bandit }) => bandit.kind)).toBe(exampleBandits.length);
    expect(kindsOf(({ rewardCoupling }) => rewardCoupling)).toBe(3);
    expect(kindsOf(({ feedback }) => JSON.stringify(feedback))).toBe(feedbacks.length);
  });

  test.each(specs.map((spec) => [nameOf(spec), spec] as const))("%s", (_, spec) => {
    const plan = planSimulation(spec);
    const [result] = toResult(plan, runBlock(plan, 0)!, undefined, "").policies;
    const traces = Array.from({ length: REPLICATIONS }, (_, replication) => wholeTrace(spec, replication));
    const means = meansOf(traces, plan.armCount);
    expect(result.pulls).toEqual(means.pulls);
    // Sums of rewards and gaps that are not whole are rounded in another order.
    means.reward.forEach((mean, t) => expect(result.reward.mean[t]).toBeCloseTo(mean, 12));
    means.regret.forEach((mean, t) => expect(result.regret.mean[t]).toBeCloseTo(mean, 12));
  });

  test("with `simulate` itself, to the last bit where rewards and regret are whole", () => {
    const spec = SimulationSpec.parse({
      bandit: { kind: "bernoulli", means: [0, 1] },
      policies: [{ kind: "thompson-beta" }],
      horizon: 12,
      replications: 8,
      seed: 3,
      checkpoints: { kind: "linear", count: 12 },
    });
    const [result] = simulate(spec).policies;
    const means = meansOf(
      Array.from({ length: 8 }, (_, replication) => wholeTrace(spec, replication)),
      2,
    );
    expect([result.pulls, result.reward.mean, result.regret.mean]).toEqual([means.pulls, means.reward, means.regret]);
  });

  test("a later beginning changes nothing", () => {
    for (const spec of specs.slice(0, 60)) {
      const { steps } = wholeTrace(spec, 1);
      expect(trace({ spec, replication: 1, from: 9, to: 12 }).steps).toEqual(steps.slice(8, 12));
    }
  });
});

describe("arms and laws are those of a question about the same rewards", () => {
  const immediate = specs.filter(
    ({ policies: [policy], feedback }) => feedback.kind === "immediate" || !learnsByLaw(policy),
  );
  test.each(immediate.map((spec) => [nameOf(spec), spec] as const))("%s", (_, spec) => {
    const { steps } = wholeTrace(spec, 2);
    const seen: { arm: number; reward: number }[] = [];
    steps.forEach((step, i) => {
      seen.push(...(step.reported ?? (i > 0 ? [steps[i - 1]] : [])).map(({ arm, reward }) => ({ arm, reward })));
      if (i % 6 !== 0) return;
      const { horizon, policies, bandit } = spec;
      const planned = needsOf(policies[0]).horizon === "known" ? { horizon } : {};
      const arms = banditDefinition(bandit.kind).armCount(bandit);
      const asked = selectionProbabilities({ policy: policies[0], arms, history: seen, ...planned });
      expect(step.probabilities).toEqual(asked.probabilities);
      expect(
        step.arms.map(({ arm, pulls, rewardSum, mean, posterior }) => ({ arm, pulls, rewardSum, mean, posterior })),
      ).toEqual(asked.arms);
      expect([step.decision, step.method, step.tie]).toEqual([asked.decision, asked.method, asked.tie]);
    });
  });

  function learnsByLaw(policy: PolicySpec) {
    return needsOf(policy).propensity === true;
  }
});

const spec = (bandit: BanditSpecInput, policy: object, more: object = {}) =>
  SimulationSpec.parse({ bandit, policies: [policy], horizon: 40, replications: 4, seed: 11, ...more });
const coins: BanditSpecInput = { kind: "bernoulli", means: [0.4, 0.6] };

describe("the numbers by which a rule chooses", () => {
  test.each([
    // Q + √(2 ln N/n); Q + c·√(ln t/n).
    ["ucb1", ({ mean, pulls }: Arm, t: number) => mean! + Math.sqrt((2 * Math.log(t - 1)) / pulls)],
    ["ucb", ({ mean, pulls }: Arm, t: number) => mean! + Math.sqrt(Math.log(t) / pulls)],
    ["greedy", ({ mean }: Arm) => mean ?? 0],
    ["epsilon-greedy", ({ mean }: Arm) => mean ?? 0],
  ])("the index of %s", (kind, index) => {
    for (const { t, arms } of trace({ spec: spec(coins, { kind }), to: 40 }).steps) {
      for (const arm of arms) {
        if (arm.pulls > 0 || kind.endsWith("greedy")) expect(arm.index).toBeCloseTo(index(arm, t), 12);
        else expect(arm.index).toBeNull();
      }
    }
  });

  test("the index of KL-UCB has the divergence ln t + 3 ln ln t over the pulls, or is 1", () => {
    const steps = trace({ spec: spec(coins, { kind: "kl-ucb", c: 3 }), to: 40 }).steps.slice(10);
    for (const { t, arms } of steps) {
      for (const { index, mean, pulls } of arms) {
        const divergence =
          (mean! > 0 ? mean! * Math.log(mean! / index!) : 0) +
          (mean! < 1 ? (1 - mean!) * Math.log((1 - mean!) / (1 - index!)) : 0);
        if (mean! < 1) expect(divergence * pulls).toBeCloseTo(Math.log(t) + 3 * Math.log(Math.log(t)), 8);
        else expect(index).toBe(1);
      }
    }
  });

  test("the index of Bayes-UCB after a success is the quantile x² = 1 − 1/t of Beta(2, 1)", () => {
    const rewards = [{ t: 1, reward: 1 }];
    const { steps } = trace({ spec: spec(coins, { kind: "bayes-ucb" }), to: 2, rewards });
    expect(steps[1].arms[steps[0].arm].index).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test("Gittins indices of uniform priors at discount 0.9 begin with the published 0.7029", () => {
    const { steps } = trace({ spec: spec(coins, { kind: "gittins", discount: 0.9 }), to: 1 });
    for (const { index } of steps[0].arms) expect(index).toBeCloseTo(0.7029, 4);
  });

  test.each([
    [{ kind: "softmax", temperature: 0.3 }, 0],
    [{ kind: "gradient", stepSize: 0.4 }, 0],
    [{ kind: "exp3", gamma: 0.2 }, 0.2],
    [{ kind: "exp3-ix", eta: 0.3 }, 0],
  ])("probabilities of %j are exp(H)/Σ exp(H), mixed with %d of even play", (policy, mixing) => {
    for (const { arms, probabilities } of trace({ spec: spec(coins, policy), to: 40 }).steps) {
      const weights = arms.map(({ preference }) => Math.exp(preference!));
      const sum = weights.reduce((all, weight) => all + weight, 0);
      probabilities.forEach(({ value }, arm) =>
        expect(value).toBeCloseTo(((1 - mixing) * weights[arm]) / sum + mixing / 2, 12),
      );
    }
  });
});
type Arm = TraceAnswer["steps"][number]["arms"][number];

describe("replaced rewards", () => {
  const paidBy = ({ steps }: TraceAnswer) =>
    [0, 1].map((arm) => steps.filter((step) => step.arm === arm).map(({ reward, replaced }) => replaced ?? reward));

  test.each(["ucb1", "thompson-beta", "gradient"])(
    "under %s, the n-th pull of an arm pays what it paid before",
    (kind) => {
      const asked = { spec: spec(coins, { kind }), replication: 3, to: 40 };
      const before = trace(asked);
      const flipped = { t: 5, reward: 1 - before.steps[4].reward };
      const after = trace({ ...asked, rewards: [flipped] });
      expect(after.steps[4]).toMatchObject({ reward: flipped.reward, replaced: before.steps[4].reward });
      expect(after.steps.slice(0, 4)).toEqual(before.steps.slice(0, 4));
      expect(after.steps[5].arms).not.toEqual(before.steps[5].arms);
      paidBy(after).forEach((paid, arm) => {
        const known = paidBy(before)[arm];
        const both = Math.min(paid.length, known.length);
        expect(paid.slice(0, both)).toEqual(known.slice(0, both));
      });
    },
  );

  test("late rewards are reported late: nothing before, and each once, with its replacement", () => {
    const late = spec(coins, { kind: "ucb1" }, { feedback: { kind: "delayed", rounds: 4 } });
    const { steps } = trace({ spec: late, to: 10, rewards: [{ t: 2, reward: 1 }] });
    expect(steps.map(({ reported }) => reported!.length)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    for (let t = 5; t <= 10; t++) {
      const { arm, reward } = steps[t - 5];
      expect(steps[t - 1].reported).toEqual([{ arm, reward }]);
    }
    expect(steps[1].reward).toBe(1);
    expect(steps[9].decision).toBe(7);
  });

  test("Exp3 learns a late reward by the probability of its pull, in the exact law too", () => {
    const late = spec(coins, { kind: "exp3", gamma: 0.2 }, { feedback: { kind: "delayed", rounds: 2 } });
    for (const replication of [0, 1, 2, 3]) {
      const { steps } = trace({ spec: late, replication, to: 4, rewards: [1, 2].map((t) => ({ t, reward: 1 })) });
      // Both pulls had probability 1/2: each adds γ/(K·½) = γ, though the law was another when the second was reported.
      steps[3].arms.forEach(({ preference }, arm) => {
        const pulls = steps.slice(0, 2).filter((step) => step.arm === arm).length;
        expect(preference).toBeCloseTo(0.2 * pulls, 14);
      });
    }
  });
});
