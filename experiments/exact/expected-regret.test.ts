// Slow: enumerates every history, and simulates enough replications to see an error of five standard errors.
import { describe, expect, test } from "vitest";
import { policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { expectWithin } from "../../policies/testing/laws.ts";
import { referenceCases, relativeError } from "../../policies/testing/reference.ts";
import { InvalidInput } from "../mistakes/mistakes.ts";
import { simulate } from "../result/simulate.ts";
import { ExpectedRegretAnswer } from "./answer.ts";
import { expectedRegret, expectedRegretCost } from "./expected-regret.ts";
import { Cancelled } from "../watch.ts";
import { ExpectedRegretRequest, type ExpectedRegretRequestInput } from "./request.ts";
import { countBasedKinds } from "../../policies/testing/needs.ts";

const policyOf = (kind: string, parameters: object = {}) => ({ kind, ...parameters }) as PolicySpec;
const bernoulli = (...means: number[]) => ({ kind: "bernoulli" as const, means });
const regretOf = (kind: string, means: number[], horizon: number, parameters: object = {}) =>
  expectedRegret({ bandit: bernoulli(...means), policy: policyOf(kind, parameters), horizon });

describe("against what is known from outside", () => {
  interface RegretCase {
    policy: string;
    means: number[];
    at: Record<string, { pArm0: string; pOptimal: string; regret: string }>;
    final: { T: number; regretMean: string; regretVar: string; probNoSuboptimal: string };
  }
  const names: Record<string, PolicySpec> = {
    thompson: policyOf("thompson-beta"),
    "egreedy0.1": policyOf("epsilon-greedy", { epsilon: 0.1 }),
    ucb_c1_logt: policyOf("ucb", { c: 1 }),
    greedy: policyOf("greedy"),
  };
  const cases = referenceCases<RegretCase>("dp_regret");

  test("the reference has eight cases", () => expect(cases).toHaveLength(8));

  test.each(cases)("$id of the reference holds to 10⁻¹²", ({ policy, means, at, final }) => {
    const answer = expectedRegret({ bandit: bernoulli(...means), policy: names[policy], horizon: final.T });
    const expectNear = (value: number, expected: string) =>
      expect(relativeError(value, Number(expected))).toBeLessThan(1e-12);
    for (const [t, { pOptimal, regret }] of Object.entries(at)) {
      expectNear(answer.regret[Number(t) - 1], regret);
      expect(Math.abs(answer.regret[Number(t) - 1] - Number(regret))).toBeLessThanOrEqual(answer.errorBound);
      expectNear(answer.optimalArmProbability![Number(t) - 1], pOptimal);
    }
    const { mean, variance, distribution } = answer.finalRegret;
    expectNear(mean, final.regretMean);
    expectNear(variance!, final.regretVar);
    expectNear(distribution!.find(({ regret }) => regret === 0)?.probability ?? 0, final.probNoSuboptimal);
    expect(Math.abs(answer.defect)).toBeLessThan(1e-12);
    expect(answer.errorBound).toBeLessThan(1e-10);
  });

  test("arms that always pay are never regretted, and a best arm is pulled with probability 1 and no more", () => {
    for (const prior of [{}, { alpha: 0.001, beta: 0.001 }, { alpha: 1e9, beta: 1e9 }]) {
      const policy = policyOf("thompson-beta", prior);
      const { regret, optimalArmProbability, errorBound } = expectedRegret({
        bandit: bernoulli(1, 1),
        policy,
        horizon: 7,
      });
      expect(Math.max(...regret)).toBeLessThanOrEqual(errorBound);
      for (const probability of optimalArmProbability!) {
        expect(probability).toBeLessThanOrEqual(1);
        expect(probability).toBeGreaterThan(1 - 1e-11);
      }
    }
  });

  // Twelve decimals, by enumeration of all counts in NumPy.
  const problems = [
    [[0.3, 0.5], 10, 1, 0.839499945, 0.822455017865],
    [[0.3, 0.5], 60, 6, 4.008430236631, 3.096462895897],
    [[0.3, 0.5], 100, 10, 6.01980749422, 4.087919364774],
    [[0.9, 0.8], 100, 5, 3.890055599256, 2.621089637838],
    [[0.5, 0.6], 100, 5, 3.91302698187, 3.28530958326],
  ] as const;
  test.each(problems)("uniform, UCB1 and Thompson on %j, %d pulls", (means, horizon, uniform, ucb1, thompson) => {
    const regretAt = (kind: string) => regretOf(kind, [...means], horizon).regret.at(-1)!;
    expect(Math.abs(regretAt("uniform") - uniform)).toBeLessThan(6e-13);
    expect(Math.abs(regretAt("ucb1") - ucb1)).toBeLessThan(6e-13);
    expect(Math.abs(regretAt("thompson-beta") - thompson)).toBeLessThan(6e-13);
  });

  test("greedy and ε-greedy on sample means", () => {
    const { regret } = regretOf("greedy", [0.3, 0.5], 60);
    expect(Math.abs(regret[9] - 0.8121220864)).toBeLessThan(6e-11);
    expect(Math.abs(regret[59] - 4.5625)).toBeLessThan(6e-11);
    const exploring = regretOf("epsilon-greedy", [0.3, 0.5], 60).regret;
    expect(Math.abs(exploring[9] - 0.8194091745)).toBeLessThan(6e-11);
    expect(Math.abs(exploring[59] - 3.6277338273)).toBeLessThan(6e-11);
  });

  test("Thompson on three arms", () => {
    const { regret } = regretOf("thompson-beta", [0.5, 0.6, 0.7], 40);
    const known = [0.8876847141312681, 1.636010385517068, 2.307068132745498, 2.92104103465];
    known.slice(0, 3).forEach((expected, i) => expect(relativeError(regret[10 * i + 9], expected)).toBeLessThan(1e-12));
    expect(Math.abs(regret[39] - known[3])).toBeLessThan(6e-12);
  });

  test("two arms pulled once each, at random: the Bayes regret of a pull is 2/3 − 1/2", () => {
    const bandit = { kind: "beta-bernoulli" as const };
    const { regret, optimalArmProbability } = expectedRegret({ bandit, policy: policyOf("uniform"), horizon: 3 });
    regret.forEach((value, i) => expect(relativeError(value, (i + 1) / 6)).toBeLessThan(1e-14));
    optimalArmProbability!.forEach((value) => expect(relativeError(value, 1 / 2)).toBeLessThan(1e-14));
  });
});

describe("the simulator agrees with every policy that depends on counts", () => {
  const replications = 20_000;
  const bandits = [
    { bandit: bernoulli(0.45, 0.7), horizon: 24 },
    { bandit: bernoulli(0.5, 0.2, 0.5), horizon: 10 },
    { bandit: { kind: "beta-bernoulli" as const, priors: [prior(1, 1), prior(2, 1.5)] }, horizon: 18 },
    { bandit: { kind: "beta-bernoulli" as const, priors: [prior(1, 1), prior(0.5, 0.5), prior(2, 3)] }, horizon: 9 },
    // So many arms that most of them are never pulled; the first ones are worth returning to.
    { bandit: bernoulli(0.9, 0.2, 0.6, 0.8, 0.1, 0.5, 0.95, 0.3, 0.4, 0.7), horizon: 5 },
    { bandit: bernoulli(0.95, 0.05, 0.5, 0.3), horizon: 8 },
  ];
  const armCountOf = ({ bandit }: (typeof bandits)[number]) =>
    (bandit.kind === "bernoulli" ? bandit.means : bandit.priors).length;
  // The optimal policy cannot plan for ten arms.
  const canPlan = (kind: string, each: (typeof bandits)[number]) =>
    (policyDefinition(kind).longestHorizon?.(armCountOf(each)) ?? Infinity) >= each.horizon;
  const cases = bandits.flatMap((each) =>
    countBasedKinds.filter((kind) => canPlan(kind, each)).map((kind) => [kind, each] as const),
  );
  test.each(cases)("%s on %j", (kind, { bandit, horizon }) => {
    const policy = policyOf(kind);
    const exact = expectedRegret({ bandit, policy, horizon });
    const result = simulate({ bandit, policies: [policy], horizon, replications, seed: "exact regret" });
    const [{ regret, optimalArmRate }] = result.policies;
    // P(|Z| > z) < exp(−z²/2): a chance of 10⁻⁶, divided among all comparisons.
    const bound = Math.sqrt(2 * Math.log(2 * horizon * 1e6));
    result.checkpoints.forEach((t, i) => {
      expectWithin(regret.mean[i], exact.regret[t - 1], regret.standardError[i]! + 1e-12, bound);
      const p = exact.optimalArmProbability![t - 1];
      expectWithin(optimalArmRate.mean[i], p, Math.sqrt((p * Math.max(0, 1 - p)) / replications) + 1e-12, bound);
    });
  });
});

function prior(alpha: number, beta: number) {
  return { alpha, beta };
}

describe.each(countBasedKinds)("%s", (kind) => {
  test("probabilities sum to one, pulls to the horizon, and the law has the mean that it must have", () => {
    for (const means of [[0.2, 0.9], [0.6, 0.5, 0.6], [1, 0], [0.3]]) {
      const answer = regretOf(kind, means, 9);
      expect(ExpectedRegretAnswer.parse(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
      const distribution = answer.finalRegret.distribution!;
      const sum = distribution.reduce((total, { probability }) => total + probability, 0);
      const mean = distribution.reduce((total, { regret, probability }) => total + regret * probability, 0);
      expect(Math.abs(answer.defect)).toBeLessThan(1e-13);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-13);
      expect(Math.abs(mean - answer.finalRegret.mean)).toBeLessThan(1e-13);
      expect(Math.abs(answer.pulls.reduce((total, pulls) => total + pulls, 0) - 9)).toBeLessThan(1e-12);
    }
  });

  test("the order of the arms does not matter", () => {
    const { regret } = regretOf(kind, [0.6, 0.5, 0.2], 8);
    const { regret: other } = regretOf(kind, [0.2, 0.6, 0.5], 8);
    regret.forEach((value, i) => expect(relativeError(value, other[i])).toBeLessThan(1e-13));
  });
});

test("regrets that are the same number are one value of the law", () => {
  const { distribution } = regretOf("uniform", [0.3, 0.2, 0.1], 6).finalRegret;
  expect(distribution!.map(({ regret }) => regret)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => n / 10),
  );
});

test("states are all those at which a pull is decided", () => {
  // C(T + 2K − 1, 2K)
  expect(regretOf("uniform", [0.1, 0.2], 100).states).toBe(4_421_275);
  expect(regretOf("uniform", [0.1, 0.2, 0.3], 1).states).toBe(1);
});

describe("what cannot be computed is refused", () => {
  const mistakesOf = (input: ExpectedRegretRequestInput, budget?: number) => {
    try {
      expectedRegret(input, { budget });
    } catch (error) {
      if (error instanceof InvalidInput) return error.mistakes;
      throw error;
    }
    return [];
  };
  const thompson = { bandit: bernoulli(0.5, 0.6), policy: policyOf("thompson-beta") };

  test("a policy that depends on the order of rewards, naming those that do not", () => {
    const [mistake] = mistakesOf({ ...thompson, policy: policyOf("gradient"), horizon: 5 });
    expect(mistake.pointer).toBe("/policy/kind");
    for (const kind of countBasedKinds) expect(mistake.allowed).toContain(kind);
    expect(mistake.allowed).not.toContain("gradient");
  });

  test("arms that pay other rewards than 0 and 1", () => {
    const [mistake] = mistakesOf({ bandit: { kind: "gaussian" }, policy: policyOf("ucb"), horizon: 5 });
    expect(mistake).toMatchObject({ pointer: "/bandit/kind", allowed: "one of bernoulli, beta-bernoulli" });
  });

  test.each([
    [1e5, thompson],
    [1e6, { ...thompson, policy: policyOf("ucb") }],
    [1e6, { ...thompson, bandit: bernoulli(0.1, 0.2, 0.3) }],
  ])("a horizon over a budget of %d, naming the longest that is not", (budget, asked) => {
    const [{ pointer, allowed, detail }] = mistakesOf({ ...asked, horizon: 1000 }, budget);
    const longest = Number(/an integer in \[1, (\d+)\]/.exec(allowed!)![1]);
    expect(pointer).toBe("/horizon");
    expect(detail).toContain("got 1000");
    const cost = (horizon: number) => expectedRegretCost(ExpectedRegretRequest.parse({ ...asked, horizon }));
    expect(longest).toBeGreaterThan(5);
    expect(cost(longest)).toBeLessThanOrEqual(budget);
    expect(cost(longest + 1)).toBeGreaterThan(budget);
  });

  test("a computation too large for memory, with any budget", () => {
    const [{ pointer, allowed }] = mistakesOf({ ...thompson, horizon: 10_000_000 }, Infinity);
    expect(pointer).toBe("/horizon");
    // Two layers of C(T + 2, 3) doubles are 300 MB at T = 481.
    expect(allowed).toMatch(/an integer in \[1, 4[5-8]\d\]/);
    expect(expectedRegretCost(ExpectedRegretRequest.parse({ ...thompson, horizon: 10_000_000 }))).toBe(Infinity);
  });

  test("parameters that mean nothing for these arms", () => {
    const [mistake] = mistakesOf({
      ...thompson,
      policy: policyOf("thompson-beta", { priors: [prior(1, 1)] }),
      horizon: 5,
    });
    expect(mistake.pointer).toBe("/policy/priors");
  });
});

describe("on the way", () => {
  const long = { bandit: bernoulli(0.5, 0.6), policy: policyOf("ucb1"), horizon: 100 };

  test("progress rises to one", () => {
    const told: number[] = [];
    expectedRegret(long, { onProgress: (fraction) => told.push(fraction) });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told[0]).toBeGreaterThan(0);
    expect(told.at(-1)).toBeLessThanOrEqual(1);
  });

  test("it ends when it is cancelled", () => {
    let looks = 0;
    expect(() => expectedRegret(long, { cancelled: () => ++looks === 2 })).toThrow(Cancelled);
    expect(looks).toBe(2);
  });
});
