import { describe, expect, test } from "vitest";
import { policyVariants } from "../../policies/testing/policy-variants.ts";
import { SimulationSpec } from "../spec/spec.ts";
import type { TraceStep } from "./answer.ts";
import { trace } from "./trace.ts";
import { whyOf } from "./why.ts";

const bandits = [
  { kind: "bernoulli", means: [0.3, 0.6, 0.5] },
  { kind: "bernoulli", means: [0.2, 0.8] },
  { kind: "bernoulli", means: [0.5] },
  { kind: "gaussian", means: [0, 0.5, 1] },
] as const;

/** "probability 1/3", "probability ε/2 = 0.05". */
const PROBABILITY = /probability (?:[^=.]*= )?([\d./e-]*\d)/;

interface Case {
  step: TraceStep;
  /** The arms that the sentence names, and the numbers in it. */
  named: number[];
}
type Claim = (given: Case) => void;

const numbersOf = ({ arms }: TraceStep, kind: "index" | "preference") =>
  arms.map((arm) => arm[kind] ?? (kind === "index" ? Infinity : -Infinity));
const chance = ({ probabilities, arm }: TraceStep) => probabilities[arm];
const arms = (step: TraceStep, of: (value: number, arm: number) => boolean) =>
  step.probabilities.flatMap(({ value }, arm) => (of(value, arm) ? [arm] : []));
const highestOf = (values: number[]) => values.flatMap((value, arm) => (value === Math.max(...values) ? [arm] : []));
const isNear = (one: number, other: number) => Math.abs(one - other) <= 1e-11 * Math.abs(other);

/** What a sentence says must hold. Each is tried on every step whose sentence has the words. */
const claims: [words: RegExp, claim: Claim][] = [
  [/is the only arm/, ({ step }) => expect(step.arms).toHaveLength(1)],
  [/has the highest index/, ({ step }) => expect(highestOf(numbersOf(step, "index"))).toEqual([step.arm])],
  [/has the highest index: \S+ against/, ({ step }) => expect(chance(step).value).toBe(1)],
  [
    /tie for the highest index/,
    ({ step, named }) => {
      const indices = numbersOf(step, "index");
      expect(named.length).toBeGreaterThan(1);
      for (const arm of named) expect(isNear(indices[arm], Math.max(...indices))).toBe(true);
    },
  ],
  [
    /No arm has a higher index/,
    ({ step }) => {
      const indices = numbersOf(step, "index");
      expect(isNear(indices[step.arm], Math.max(...indices))).toBe(true);
      expect(chance(step).value).toBe(1);
    },
  ],
  [/is certain to be played/, ({ step }) => expect(chance(step)).toMatchObject({ value: 1, fraction: "1" })],
  [/come first/, ({ step }) => expect(step.arms[step.arm].index).toBeNull()],
  [
    /one of (them|these arms) is chosen at random/,
    ({ step, named }) => {
      const possible = arms(step, (value) => value > 0);
      if (named.length > 0) expect(named).toEqual(possible);
      for (const arm of possible) expect(step.probabilities[arm].value).toBe(chance(step).value);
    },
  ],
  [/in order/, ({ step, named }) => expect([step.arm, chance(step).value]).toEqual([named[0], 1])],
  [
    /Explored/,
    ({ step }) => {
      expect(step.arms[step.arm].index).toBeLessThan(Math.max(...numbersOf(step, "index")));
      expect(chance(step).value).toBeLessThan(1);
    },
  ],
  [
    /draw \S+ was the largest/,
    ({ step }) => {
      const drawn = step.arms.map(({ draw }) => draw ?? -Infinity);
      expect(drawn[step.arm]).toBe(Math.max(...drawn));
    },
  ],
  [/not drawn/, ({ step }) => expect(step.arms.filter(({ draw }) => draw !== undefined)).toHaveLength(1)],
  [/same preference/, ({ step }) => expect(highestOf(numbersOf(step, "preference"))).toHaveLength(step.arms.length)],
  [/has the highest preference, /, ({ step }) => expect(highestOf(numbersOf(step, "preference"))).toEqual([step.arm])],
  [
    /tie for the highest preference/,
    ({ step, named }) => expect(highestOf(numbersOf(step, "preference"))).toEqual(named),
  ],
  [
    /has the highest preference and/,
    ({ step }) => expect(highestOf(numbersOf(step, "preference"))).not.toContain(step.arm),
  ],
  [/equally likely/, ({ step, named }) => expect(named).toEqual(arms(step, (value) => value > 0))],
  [
    PROBABILITY,
    ({ step }) => {
      const [top, bottom = 1] = PROBABILITY.exec(step.why)![1].split("/").map(Number);
      // Half a unit of the third digit.
      expect(Math.abs(top / bottom - chance(step).value)).toBeLessThanOrEqual(0.005 * chance(step).value);
    },
  ],
  [/probability above 0\.999/, ({ step }) => expect(chance(step).value).toBeGreaterThan(0.999)],
];

const NAMED = /[Aa]rms ((?:\d+(?:, )?)+) and (\d+)/;
const stepsOf = (policy: object, bandit: object) => {
  const parsed = SimulationSpec.safeParse({ bandit, policies: [policy], horizon: 18, replications: 1, seed: "why" });
  return parsed.success ? trace({ spec: parsed.data, to: 18 }).steps : [];
};

const heard = new Set<RegExp>();

describe("what a sentence says is so", () => {
  test.each(policyVariants)("%j", (policy) => {
    for (const bandit of bandits) {
      for (const step of stepsOf(policy, bandit)) {
        const [, others, last] = NAMED.exec(step.why) ?? [];
        const named = others === undefined ? [] : [...others.split(", "), last].map(Number);
        const said = claims.filter(([words]) => words.test(step.why));
        expect(said.length, step.why).toBeGreaterThan(0);
        for (const [words, claim] of said) {
          heard.add(words);
          claim({ step, named });
        }
        expect(step.why).toMatch(/^[A-Z][^\n]*\.$/);
        // Every sentence but those about all arms names the arm that was pulled.
        if (!/All arms/.test(step.why)) expect(new RegExp(`\\b${step.arm}\\b`).test(step.why), step.why).toBe(true);
      }
    }
  });

  test("and every kind of sentence was heard", () => {
    expect(claims.filter(([words]) => !heard.has(words)).map(([words]) => words.source)).toEqual([]);
  });
});

describe("sentences", () => {
  const certain = { value: 1, logValue: 0, errorBound: 0, fraction: "1" };
  const never = { value: 0, logValue: null, errorBound: 0, fraction: "0" };
  const seen = (arm: number) => ({ arm, pulls: 9, rewardSum: 3, mean: 1 / 3 });
  const at = (numbers: object[], probabilities: object[], arm: number, method = "index", tie?: "tolerance") =>
    ({
      arm,
      method,
      ...(tie && { tie }),
      arms: numbers.map((one, index) => ({ ...seen(index), ...one })),
      probabilities: probabilities.map((one, index) => ({ arm: index, ...one })),
    }) as unknown as TraceStep;
  const half = { value: 0.5, logValue: Math.log(0.5), errorBound: 0, fraction: "1/2" };

  test.each([
    ["Arm b has the highest index: 0.93 against 0.71.", at([{ index: 0.71 }, { index: 0.93 }], [never, certain], 1)],
    [
      "Arm b has the highest index: 0.70002 against 0.70001.",
      at([{ index: 0.700012 }, { index: 0.700021 }], [never, certain], 1),
    ],
    ["No arm has a higher index than arm a: 0.7.", at([{ index: 0.7 }, { index: 0.7 }], [certain, never], 0)],
    [
      "Arms a and b tie for the highest index, 0.7; one of them is chosen at random.",
      at([{ index: 0.7 }, { index: 0.7 }], [half, half], 0),
    ],
    [
      "The indices of arms a and b are too close to tell apart; one of these arms is chosen at random.",
      at([{ index: 0.7 }, { index: 0.7 }], [half, half], 0, "index", "tolerance"),
    ],
    [
      "No reward of arm b counts so far, and such arms come first.",
      at([{ index: 0.7 }, { index: null }], [never, certain], 1),
    ],
    [
      "Arm b's draw 0.81 was the largest; arm a came next with 0.4.",
      at([{ draw: 0.4 }, { draw: 0.81 }], [half, half], 1, "fraction"),
    ],
    [
      "Arm b's draw 0.81 was the largest; the others were below it for certain and were not drawn.",
      at([{}, { draw: 0.81 }], [half, half], 1, "fraction"),
    ],
    [
      "Exact sums of the rewards would favour another arm; the simulation's rounded sums favour arm b.",
      at([{ index: 0.15 }, { index: 0.15 }], [certain, never], 1),
    ],
    ["Arm a is certain to be played.", at([{}, {}], [certain, never], 0)],
  ])("%s", (sentence, step) => {
    expect(whyOf(step, ["a", "b"])).toBe(sentence);
  });

  test("ε-greedy says what it explored, in its own symbol", () => {
    const { steps } = trace({
      spec: SimulationSpec.parse({
        bandit: { kind: "bernoulli", means: [0, 1] },
        policies: [{ kind: "epsilon-greedy" }],
        horizon: 100,
        replications: 1,
        seed: 1,
      }),
      to: 100,
      armNames: ["a", "b"],
    });
    const late = steps.slice(30);
    expect(new Set(late.map(({ why }) => why))).toEqual(
      new Set([
        "Arm b has the highest index, 1 against 0, and is played with probability 1 − ε/2 = 0.95.",
        "Explored: arm a is played with probability ε/2 = 0.05, though its index 0 is below arm b's 1.",
      ]),
    );
  });

  test("a tie of decimals that the simulation's doubles break is named so", () => {
    // .2 + .1 is above .3 in doubles, so arm b's mean is above .15. On paper they tie, and the first arm is played.
    const spec = SimulationSpec.parse({
      bandit: { kind: "gaussian", means: [0, 0] },
      policies: [{ kind: "greedy", initialValue: 9, tieBreak: "first" }],
      horizon: 4,
      replications: 1,
      seed: 1,
    });
    const rewards = [0.15, 0.2, 0.1].map((reward, i) => ({ t: i + 1, reward }));
    const { steps } = trace({ spec, to: 4, rewards, armNames: ["a", "b"] });
    expect(steps.map(({ arm }) => arm)).toEqual([0, 1, 1, 1]);
    expect(steps[3].probabilities.map(({ fraction }) => fraction)).toEqual(["1", "0"]);
    expect(steps[3].why).toMatch("the simulation's rounded sums favour arm b.");
  });
});
