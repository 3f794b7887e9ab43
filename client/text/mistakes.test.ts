import { expect, test } from "vitest";
import { adviceOn, distinct, mistakeWithPlace } from "./mistakes.ts";
import { mistakesOf } from "../../experiments/testing/spec-mistakes.ts";

const segments = (means: number[], from = 1) => ({
  bandit: { kind: "piecewise-stationary", segments: [{ from, means }] },
});
const plan = { policies: [{ kind: "bayes-optimal" }] };

test.each([
  [
    { horizon: 0 },
    "Enter a whole number from 1 to 10,000,000.",
    "Horizon: enter a whole number from 1 to 10,000,000, not 0.",
  ],
  [{ replications: "x" }, "Enter a whole number from 1 to 1,000,000.", /^Replications: .*, not "x"\.$/],
  [
    { horizon: "" },
    "Enter a whole number from 1 to 10,000,000.",
    "Horizon: enter a whole number from 1 to 10,000,000.",
  ],
  [
    { policies: [{ kind: "epsilon-greedy", epsilon: 2 }] },
    "Enter a number from 0 to 1.",
    "Policy 1, epsilon: enter a number from 0 to 1, not 2.",
  ],
  [
    { policies: [{ kind: "epsilon-greedy", initialValue: "a" }] },
    "Enter a number from −10⁹ to 10⁹.",
    'Policy 1, initial value: enter a number from −10⁹ to 10⁹, not "a".',
  ],
  [
    { bandit: { kind: "bernoulli", means: [0.5, 7] } },
    "Enter a number from 0 to 1.",
    "Bandit, mean 2: enter a number from 0 to 1, not 7.",
  ],
  [
    { policies: [{ kind: "epsilon-greedy", epsilonn: 0.2 }] },
    "Unknown field. Did you mean epsilon?",
    "Policy 1, epsilonn: unknown field. Did you mean epsilon?",
  ],
  [
    { policies: [{ kind: "gredy" }] },
    "Unknown choice. Did you mean greedy?",
    "Policy 1, kind: unknown choice. Did you mean greedy?",
  ],
  [{ colour: 1 }, "Unknown field.", "Colour: unknown field."],
  [{ policies: [] }, "Enter 1 to 16 entries.", "Policies: enter 1 to 16 entries, not 0 entries."],
  [{ labels: ["a", "b"] }, "Enter 1 entries, one for each policy.", "Labels: enter 1 entries, one for each policy."],
  [{ labels: [""] }, "Enter 1 to 100 characters.", "Label 1: enter 1 to 100 characters."],
  [{ seed: "x".repeat(201) }, "Enter up to 200 characters.", /^Seed: enter up to 200 characters, not "x+/],
  [
    { bandit: { kind: "gaussian", means: [1] }, policies: [{ kind: "thompson-beta" }] },
    "Thompson needs rewards of 0 or 1. Replace it or choose another bandit.",
    "Policy 1, kind: Thompson needs rewards of 0 or 1. Replace it or choose another bandit.",
  ],
  [
    segments([0.1, 1.5]),
    "Enter a number from 0 to 1 for rewards of 0 or 1.",
    /^Bandit, segment 1, mean 2: .*, not 1\.5\.$/,
  ],
  [segments([0.1], 2), "Enter 1.", "Bandit, segment 1, from: enter 1, not 2."],
  [
    { ...plan, horizon: 1e6 },
    /^Enter at most [\d,]+: Bayes-optimal cannot plan further for 2 arms\.$/,
    /^Horizon: enter at most .* for 2 arms\.$/,
  ],
  [
    { feedback: { kind: "late" } },
    /^Choose one of immediate, delayed, random-delay, batched\.$/,
    /^Feedback, kind: choose one of .*, not "late"\.$/,
  ],
])("%j: what to do, and where", (change, advice, placed) => {
  const [mistake] = mistakesOf(change);
  expect(adviceOn(mistake)).toMatch(advice);
  expect(mistakeWithPlace(mistake)).toMatch(placed);
  for (const text of [adviceOn(mistake), mistakeWithPlace(mistake)])
    expect(text).not.toMatch(/[[\]{}]|\/\w+\/|must be/);
});

const prior = { alpha: 1, beta: 1 };

test.each([
  [
    { policies: [{ kind: "thompson-beta", alpha: 2, priors: [prior, prior] }] },
    "Enter one prior for each arm, or one α and β for all, not both.",
  ],
  [{ policies: [{ kind: "thompson-beta", priors: [prior] }] }, "Enter 2 entries, one for each arm."],
  [
    {
      bandit: {
        kind: "piecewise-stationary",
        segments: [
          { from: 1, means: [0.1] },
          { from: 1, means: [0.1] },
        ],
      },
    },
    "Enter a whole number above 1.",
  ],
  [
    { ...plan, bandit: { kind: "bernoulli", means: Array.from({ length: 1000 }, () => 0.5) } },
    "Bayes-optimal cannot plan for 1000 arms. Use fewer arms or remove this policy.",
  ],
])("%#: what to do about fields that contradict each other", (change, advice) => {
  expect(mistakesOf(change).map(adviceOn)).toContainEqual(expect.stringMatching(advice));
});

test("a policy that cannot forget is to be replaced, and mistakes beyond the first hundred are counted", () => {
  const detail = "gradient depends on the order of rewards and cannot forget the arms that a mortal bandit replaces";
  const mistake = { pointer: "/policies/0/kind", code: "invalid", detail };
  expect(adviceOn(mistake)).toBe("Gradient cannot forget replaced arms. Replace it or choose another bandit.");
  const unknown = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`x${index}`, 1]));
  expect(adviceOn(mistakesOf(unknown).at(-1)!)).toBe("There are 2,400 more mistakes.");
});

test("a mistake that no rule knows is its own sentence", () => {
  const mistake = { pointer: "", code: "invalid", detail: "is not among the arms" };
  expect(adviceOn(mistake)).toBe("Is not among the arms.");
  expect(mistakeWithPlace(mistake)).toBe("Is not among the arms.");
});

test("a run above the server's budget names the number that fits", () => {
  const refused = {
    pointer: "/horizon",
    code: "over-budget",
    detail: "is too long for even one replication on this server",
  };
  expect(adviceOn({ ...refused, allowed: "at most 4000 for these arms and policies" })).toBe("Enter at most 4,000.");
});

test("a number that zod refuses twice is one mistake", () => {
  const mistakes = mistakesOf({ horizon: 1e30 });
  expect(distinct(mistakes)).toHaveLength(1);
  expect(distinct(mistakesOf({ horizon: 0, replications: 0 }))).toHaveLength(2);
});
