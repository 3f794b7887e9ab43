import { describe, expect, test } from "vitest";
import { InvalidInput, type Mistake } from "../mistakes/mistakes.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { policyDefinition } from "../../policies/registry.ts";
import { SelectionRequest } from "../selection/request.ts";
import { selectionCost } from "../selection/selection-probabilities.ts";
import { Cancelled } from "../watch.ts";
import { TraceRequest, type TraceRequestInput } from "./request.ts";
import { answerTrace, trace } from "./trace.ts";
import { checkTrace, traceCost } from "./trace-cost.ts";

const spec = {
  bandit: { kind: "bernoulli" as const, means: [0.4, 0.6] },
  policies: [{ kind: "ucb1" as const }],
  horizon: 5000,
  replications: 20,
  seed: 1,
};
const gaussian = { kind: "gaussian" as const, means: [0, 1] };

function mistakesOf(run: () => unknown): Mistake[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.mistakes;
    throw error;
  }
  return [];
}

describe("a trace that has no meaning is refused, with the place, the value and what is allowed", () => {
  const arms = (count: number) => ({ kind: "bernoulli", means: Array.from({ length: count }, () => 0.5) });
  test.each([
    [
      "two policies",
      { spec: { ...spec, policies: [{ kind: "ucb1" }, { kind: "greedy" }] } },
      "/spec/policies",
      "got 2",
    ],
    ["no policy", { spec: { ...spec, policies: [] } }, "/spec/policies", ""],
    ["a replication that is not played", { replication: 20 }, "/replication", "below 20"],
    ["a negative replication", { replication: -1 }, "/replication", "-1"],
    ["a first step behind the last", { from: 7, to: 6 }, "/from", "at most 6, the last step, got 7"],
    ["a step 0", { from: 0 }, "/from", "0"],
    ["a step behind the horizon", { from: 4990, to: 5001 }, "/to", "at most the horizon 5000, got 5001"],
    ["1001 steps", { from: 1, to: 1001 }, "/to", "at most 1000"],
    ["more arms and steps than fit", { spec: { ...spec, bandit: arms(500) }, to: 101 }, "/to", "100 steps of 500 arms"],
    ["an unknown field", { form: 3 }, "/form", "from"],
    ["an unknown field of a reward", { rewards: [{ t: 1, reward: 1, arm: 0 }] }, "/rewards/0/arm", "not a known field"],
    [
      "a policy that does not exist",
      { spec: { ...spec, policies: [{ kind: "ucb2" }] } },
      "/spec/policies/0/kind",
      "ucb2",
    ],
    ["no last step", { to: undefined }, "/to", ""],
    ["no policy, far on", { spec: { ...spec, policies: [] }, from: 20_000, to: 20_000 }, "/spec/policies", ""],
    ["no spec", { spec: 7 }, "/spec", ""],
    ["no arms", { spec: { ...spec, bandit: { kind: "bernoulli", means: [] } } }, "/spec/bandit/means", ""],
    ["a reward that the bandit does not pay", { rewards: [{ t: 1, reward: 0.5 }] }, "/rewards/0/reward", "0 or 1"],
    ["a reward of no pull", { rewards: [{ t: 0, reward: 1 }] }, "/rewards/0/t", "0"],
    ["a reward after the last step", { rewards: [{ t: 11, reward: 1 }] }, "/rewards/0/t", "at most 10"],
    ["two rewards of a pull", { rewards: [3, 4, 3].map((t) => ({ t, reward: 1 })) }, "/rewards/2/t", "3 appears twice"],
    ["too few names", { armNames: ["a"] }, "/armNames", "1 entries for 2 arms"],
    ["equal names", { armNames: ["a", "a"] }, "/armNames/1", "appears twice"],
    [
      "a history that no exact law can keep",
      { spec: { ...spec, policies: [{ kind: "gradient" }], horizon: 20_000 }, from: 10_001, to: 10_001 },
      "/to",
      "at most 10000 for gradient",
    ],
  ])("%s", (_, part, pointer, words) => {
    const mistakes = mistakesOf(() => trace({ spec, to: 10, ...part } as TraceRequestInput));
    expect(mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
    expect(`${mistakes[0].detail} ${mistakes[0].allowed ?? ""}`).toContain(words);
  });

  test("rewards of an unbounded space may be any", () => {
    const answer = trace({ spec: { ...spec, bandit: gaussian }, to: 2, rewards: [{ t: 1, reward: -17.25 }] });
    expect(answer.steps[0].reward).toBe(-17.25);
  });
});

describe("the cost", () => {
  const parsed = (part: object) => parseInput(TraceRequest, { spec, to: 10, ...part });

  test("counts the pulls before the first step, and every step", () => {
    const cost = (from: number, to: number) => traceCost(parsed({ from, to }));
    expect(cost(4991, 5000)).toBeGreaterThan(1.5 * cost(1, 10));
    expect(cost(1, 1000)).toBeGreaterThan(5 * cost(1, 10));
  });

  test.each([
    ["/to", 1000, {}],
    ["/from", 1, { from: 5000, to: 5000 }],
  ])("over a budget, %s names the largest that fits", (pointer, to, part) => {
    const bandit = { kind: "bernoulli", means: Array.from({ length: 50 }, (_, arm) => arm / 100) };
    const thompson = { ...spec, bandit, policies: [{ kind: "thompson-beta" }] };
    const asked = parsed({ spec: thompson, from: 1, to, ...part });
    const budget = (traceCost(parsed({ spec: thompson, to: 1 })) + traceCost(asked)) / 2;
    const [mistake] = mistakesOf(() => checkTrace(asked, budget));
    expect([mistake.pointer, mistake.code]).toEqual([pointer, "over-budget"]);
    const most = Number(/at most (\d+)/.exec(mistake.allowed!)![1]);
    const field = pointer.slice(1) as "from" | "to";
    const smaller = { ...asked, [field]: most, ...(field === "from" && { to: most }) };
    expect(traceCost(smaller)).toBeLessThanOrEqual(budget);
    expect(traceCost(smaller)).toBeGreaterThan(0.7 * budget);
    expect(() => checkTrace(smaller, budget)).not.toThrow();
    if (field === "to") expect(mistake.detail).toContain(`${most} steps of thompson-beta fit`);
  });

  test("of Gittins indices counts each state once, because later steps remember it", () => {
    const gittins = { kind: "gittins" as const, discount: 0.95 };
    const trace200 = traceCost(parsed({ spec: { ...spec, policies: [gittins] }, to: 200 }));
    const question = selectionCost(parseInput(SelectionRequest, { policy: gittins, arms: 2 }));
    expect(trace200).toBeLessThan((200 * question) / 4);
    // A hundred arms that are hardly pulled have few states.
    const bandit = { kind: "bernoulli", means: Array.from({ length: 100 }, (_, arm) => arm / 100) };
    expect(traceCost(parsed({ spec: { ...spec, bandit, policies: [gittins] }, to: 100 }))).toBeLessThan(trace200);
  });

  test("of a window's history is that of exact sums of rewards that come and leave", () => {
    const history = Array.from({ length: 1000 }, (_, t) => ({ arm: t % 2, reward: 1 }));
    const cost = (kind: string) => selectionCost(parseInput(SelectionRequest, { policy: { kind }, arms: 2, history }));
    expect(cost("sliding-window-ucb")).toBeGreaterThan(5 * cost("ucb"));
  });

  test("of error bounds begins after some hundred pulls, grows with pulls and arms, and ends for very many", () => {
    const bound = (armCount: number, pulls: number) => policyDefinition("gradient").costs.bound!(armCount, pulls);
    expect([2, 10, 100].map((armCount) => bound(armCount, 100))).toEqual([0, 0, 0]);
    expect(bound(10, 6000)).toBe(2 * bound(10, 3000));
    expect(bound(20, 3000)).toBe(2 * bound(10, 3000));
    expect(bound(100, 5000)).toBe(0);
  });

  test("a rule that is too costly for one step names the policy", () => {
    const [mistake] = mistakesOf(() => checkTrace(parsed({}), 10));
    expect(mistake.pointer).toBe("/spec/policies/0/kind");
  });
});

test("a cancelled trace ends, and progress reaches 1", () => {
  const asked = parseInput(TraceRequest, { spec, from: 4900, to: 5000 });
  expect(() => answerTrace(asked, { cancelled: () => true, now: () => performance.now() })).toThrow(Cancelled);
  const shares: number[] = [];
  let clock = 0;
  answerTrace(asked, { now: () => (clock += 2), onProgress: (share) => shares.push(share) });
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
});
