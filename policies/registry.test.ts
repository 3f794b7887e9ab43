import { describe, expect, test } from "vitest";
import { stream } from "./random/streams.ts";
import { createPolicy, policyDefinition, policyDefinitions, PolicySpec } from "./registry.ts";
import { ArmStatistics } from "./statistics/arm-statistics.ts";
import { differenceOf, expectCountsToFollow, inContrast } from "./testing/laws.ts";
import { type PolicyVariant, policyVariants } from "./testing/policy-variants.ts";
import { referenceCases, relativeError } from "./testing/reference.ts";
import { countBasedKinds, needsOfKind, noRandom } from "./testing/needs.ts";
import { references } from "./testing/references.ts";

type Pull = [arm: number, reward: number];
const randomHistory = (armCount: number, length: number): Pull[] => {
  const random = stream(`history of ${length} on ${armCount}`, "reward", "");
  return Array.from({ length }, () => [random.below(armCount), random.below(2)]);
};

const histories: { name: string; armCount: number; pulls: Pull[] }[] = [
  { name: "nothing seen", armCount: 3, pulls: [] },
  { name: "a single arm", armCount: 1, pulls: [[0, 1]] },
  {
    name: "the lecture",
    armCount: 2,
    pulls: [
      [0, 0],
      [1, 1],
    ],
  },
  {
    name: "one arm untried",
    armCount: 3,
    pulls: [
      [0, 1],
      [2, 0],
      [0, 0],
    ],
  },
  {
    name: "all arms tied",
    armCount: 4,
    pulls: [
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  },
  {
    name: "two leaders tied",
    armCount: 3,
    pulls: [
      [0, 1],
      [1, 1],
      [2, 0],
      [0, 0],
      [1, 0],
    ],
  },
  {
    name: "equal means of unequal counts",
    armCount: 3,
    pulls: [
      [0, 1],
      [0, 0],
      [0, 0],
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 0],
      [1, 0],
      [2, 0],
    ],
  },
  { name: "a random history", armCount: 5, pulls: randomHistory(5, 40) },
  { name: "a long random history", armCount: 10, pulls: randomHistory(10, 300) },
];

/** Pulls that are left after a history, for the policies that plan for them. */
const AHEAD = 3;

/** Whether a policy can be asked after so many pulls of so many arms: some plan for few. */
function canPlan({ kind }: PolicyVariant, armCount: number, pulls: number): boolean {
  const definition = policyDefinition(kind);
  return needsOfKind(kind).horizon !== "known" || pulls + AHEAD <= (definition.longestHorizon?.(armCount) ?? Infinity);
}

function policyAfter(input: PolicyVariant, armCount: number, pulls: readonly Pull[], isQuestion = false) {
  const statistics = new ArmStatistics(armCount);
  const policy = createPolicy(PolicySpec.parse(input), { statistics, horizon: pulls.length + AHEAD, isQuestion });
  for (const [arm, reward] of pulls) {
    statistics.record(arm, reward);
    policy.update(arm, reward, noRandom);
  }
  return { policy, statistics };
}

/** A policy's law after a history, and that of its reference, if that is certain. */
function lawsAfter(input: PolicyVariant, armCount: number, pulls: readonly Pull[]) {
  const statistics = new ArmStatistics(armCount);
  const horizon = pulls.length + AHEAD;
  const spec = PolicySpec.parse(input);
  const policy = createPolicy(spec, { statistics, horizon });
  const reference = references.get(spec.kind)!(spec, statistics, horizon);
  const law = () => policy.selectionProbabilities().arms.map(({ value }) => value);
  for (const [arm, reward] of pulls) {
    const propensity = reference.learnsByPropensity && law()[arm];
    statistics.record(arm, reward);
    policy.update(arm, reward, noRandom);
    reference.update?.(arm, reward, propensity);
  }
  const expected = reference.law();
  // Arms of probability 0 that a history pulls all the same leave a reference without numbers.
  return { law: law(), expected: expected?.every(Number.isFinite) ? expected : undefined };
}

const valuesAfter = (input: PolicyVariant, armCount: number, pulls: readonly Pull[]) =>
  policyAfter(input, armCount, pulls)
    .policy.selectionProbabilities()
    .arms.map(({ value }) => value);

const inWords = (input: PolicyVariant) => JSON.stringify(input);

describe.each(policyVariants.map((input) => [inWords(input), input] as const))("%s", (words, input) => {
  // Over a history rounding may grow exponentially, and a proven bound does, up to saying nothing.
  const bound = countBasedKinds.includes(input.kind) ? 1e-12 : 1;
  const possible = histories.filter(({ armCount, pulls }) => canPlan(input, armCount, pulls.length));

  test.each(possible)("selects as its selection probabilities say: $name", ({ name, armCount, pulls }) => {
    const { policy } = policyAfter(input, armCount, pulls);
    const random = stream(`${words} ${name}`, "policy", "");
    const counts = new Float64Array(armCount);
    for (let draw = 0; draw < 50_000; draw++) counts[policy.select(random)]++;
    expectCountsToFollow(
      counts,
      policy.selectionProbabilities().arms.map(({ value }) => value),
    );
  });

  test.each(possible)(
    "its probabilities sum to one unforced, and each carries its logarithm and bound: $name",
    ({ armCount, pulls }) => {
      const { arms } = policyAfter(input, armCount, pulls).policy.selectionProbabilities();
      const sum = arms.reduce((total, { value }) => total + value, 0);
      expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-14);
      for (const { value, logValue, errorBound, fraction } of arms) {
        expect(relativeError(Math.exp(logValue), value)).toBeLessThan(1e-13);
        expect(errorBound).toBeGreaterThanOrEqual(0);
        expect(errorBound).toBeLessThanOrEqual(bound);
        if (fraction !== undefined) expect(errorBound).toBe(0);
      }
    },
  );

  const compared = references.has(input.kind) ? possible : [];
  test.each(compared)("has the law of its reference: $name", ({ armCount, pulls }) => {
    const { law, expected } = lawsAfter(input, armCount, pulls);
    expect(expected === undefined || differenceOf(law, expected) < 1e-12, inContrast(law, expected)).toBe(true);
  });

  const filling = policyAfter(input, 1, []).policy.fillProbabilities ? possible : [];
  test.each(filling)("fills in the values of its selection probabilities alone: $name", ({ armCount, pulls }) => {
    const { policy } = policyAfter(input, armCount, pulls);
    const filled = new Float64Array(armCount).fill(Number.NaN);
    policy.fillProbabilities!(filled);
    policy.selectionProbabilities().arms.forEach(({ value }, arm) => {
      expect(relativeError(filled[arm], value)).toBeLessThan(1e-13);
    });
  });

  // Ties that go to the first arm are not symmetric, by design.
  const symmetric = input.tieBreak === "first" ? [] : possible;
  test.each(symmetric)("permuting arms permutes its probabilities: $name", ({ armCount, pulls }) => {
    const values = valuesAfter(input, armCount, pulls);
    const reversed = valuesAfter(
      input,
      armCount,
      pulls.map(([arm, reward]) => [armCount - 1 - arm, reward]),
    );
    values.forEach((value, arm) => expect(relativeError(reversed[armCount - 1 - arm], value)).toBeLessThan(1e-13));
  });

  test.each(possible)(
    "as a question it has the same law, within both bounds, and draws from it: $name",
    ({ name, armCount, pulls }) => {
      const { policy } = policyAfter(input, armCount, pulls, true);
      const { arms } = policy.selectionProbabilities();
      const simulated = policyAfter(input, armCount, pulls).policy.selectionProbabilities().arms;
      arms.forEach(({ value, errorBound, fraction }, arm) => {
        const most = errorBound + simulated[arm].errorBound + 2 ** -52 * value;
        expect(Math.abs(value - simulated[arm].value)).toBeLessThanOrEqual(most);
        // Nothing that was seen here makes errors grow without end.
        expect(errorBound).toBeLessThanOrEqual(1e-12);
        if (fraction !== undefined) expect(errorBound).toBe(0);
      });
      const random = stream(`${words} ${name} asked`, "policy", "");
      const counts = new Float64Array(armCount);
      for (let draw = 0; draw < 20_000; draw++) counts[policy.select(random)]++;
      expectCountsToFollow(
        counts,
        arms.map(({ value }) => value),
      );
    },
  );

  test("forgets everything on reset, and rebuilds itself from counts where counts suffice", () => {
    const armCount = 4;
    const pulls = randomHistory(armCount, canPlan(input, armCount, 60) ? 60 : 12);
    const { policy, statistics } = policyAfter(input, armCount, pulls);
    const before = policy.selectionProbabilities();
    policy.reset();
    if (countBasedKinds.includes(input.kind)) expect(policy.selectionProbabilities()).toEqual(before);
    statistics.clear();
    policy.reset();
    const fresh = createPolicy(PolicySpec.parse(input), { statistics, horizon: pulls.length + AHEAD });
    expect(policy.selectionProbabilities()).toEqual(fresh.selectionProbabilities());
  });
});

/** Laws that are held in other ways: by P(best) in high precision, by exact indices, by planning in fractions. */
const WITHOUT_REFERENCE = new Set(["thompson-beta", "gittins", "bayes-optimal"]);

test.each(policyDefinitions)("$kind has its rule written slowly beside it", ({ kind }) => {
  const wanted = `the rule in ${kind}.reference.ts, in the folder of ${kind}.ts (docs/your-first-policy.md, step 3)`;
  expect(references.has(kind), wanted).toBe(!WITHOUT_REFERENCE.has(kind));
});

test("every reference is of a policy in policies/definitions.ts", () => {
  const kinds = new Set<string>(policyDefinitions.map(({ kind }) => kind));
  expect([...references.keys()].filter((kind) => !kinds.has(kind))).toEqual([]);
});

test.each(policyDefinitions)("$kind says what a catalogue needs", (definition) => {
  for (const text of [definition.label, definition.rule, definition.formula, definition.source, definition.exactness]) {
    expect(text.length).toBeGreaterThanOrEqual(3);
  }
  expect(() => definition.parameters.parse({})).not.toThrow();
});

interface PolicyHistoryCase {
  K: number;
  history: Pull[];
  policy: string;
  p: string[];
}

/** The reference's names for the kinds that are registered. */
const referenceNames: Record<string, PolicyVariant> = {
  greedy: { kind: "greedy" },
  egreedy_all: { kind: "epsilon-greedy", epsilon: 0.1 },
  egreedy_nongreedy: { kind: "epsilon-greedy", epsilon: 0.1, explore: "others" },
  ucb_c1: { kind: "ucb", c: 1 },
  ucb_c2: { kind: "ucb", c: 2 },
  softmax_tau1: { kind: "softmax", temperature: 1 },
  softmax_tau1_5: { kind: "softmax", temperature: 0.2 },
  thompson: { kind: "thompson-beta" },
  gradient_incl: { kind: "gradient", stepSize: 0.1, baseline: "including" },
  gradient_excl: { kind: "gradient", stepSize: 0.1, baseline: "excluding" },
  bayesucb: { kind: "bayes-ucb" },
  klucb_c0: { kind: "kl-ucb" },
  exp3: { kind: "exp3", gamma: 0.1 },
};
const referenceHistories = referenceCases<PolicyHistoryCase>("policy_history");

test("the reference has two histories for each of thirteen policies", () => {
  expect(referenceHistories).toHaveLength(26);
});

test.each(referenceHistories)(
  "$id of the reference holds to 10⁻¹³, within the error bound",
  ({ K, history, policy, p }) => {
    const { arms } = policyAfter(referenceNames[policy], K, history).policy.selectionProbabilities();
    arms.forEach(({ value, errorBound }, arm) => {
      expect(relativeError(value, Number(p[arm]))).toBeLessThan(1e-13);
      expect(Math.abs(value - Number(p[arm]))).toBeLessThanOrEqual(errorBound + 2 ** -52 * value);
    });
  },
);
