// Slow: compares indices that are nearly equal in 96 decimals.
import { describe, expect, test } from "vitest";
import type { PolicySpec } from "../../policies/registry.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { SelectionRequest } from "./request.ts";
import { answerRequest, selectionCost } from "./selection-probabilities.ts";

type Counts = [pulls: number, rewardSum: number][];
const requestOf = (policy: { kind: PolicySpec["kind"] }, counts: Counts, horizon?: number): SelectionRequest =>
  parseInput(SelectionRequest, {
    policy,
    arms: counts.length,
    counts: counts.map(([pulls, rewardSum], arm) => ({ arm, pulls, rewardSum })),
    horizon,
  });
const arms = (count: number, of: (arm: number) => [number, number]) =>
  Array.from({ length: count }, (_, arm) => of(arm));
const narrower: Counts = [
  [2, 1],
  [0, 0],
];
/** The largest cost of a question on the server's event loop, in nanoseconds and in steps. */
const [MOMENT, CHEAP] = [2e7, 3e5];

const prior = (kind: PolicySpec["kind"], shape: number, more = {}) => ({ kind, alpha: shape, beta: shape, ...more });

/** Decisions between arms that doubles cannot tell apart: planned to be cheap, but some hundred milliseconds long. */
const close: [string, SelectionRequest][] = [
  [
    "Gittins with six states",
    requestOf(
      prior("gittins", 1e15, { discount: 0.94 }),
      arms(6, (i) => [2 * i, i]),
    ),
  ],
  ["Gittins with two states", requestOf(prior("gittins", 1e7), narrower)],
  ["Bayes-UCB", requestOf(prior("bayes-ucb", 1.19e9), narrower)],
  [
    "KL-UCB with a thousand arms",
    requestOf(
      { kind: "kl-ucb", c: 3 } as { kind: "kl-ucb" },
      arms(1000, (i) => [1e12 - 10 - i, (1e12 - 10 - i) / 2 + 0.1]),
    ),
  ],
  [
    "UCB with a thousand arms",
    requestOf(
      { kind: "ucb" },
      arms(1000, (i) => [1e12 - 10 - i, (1e12 - 10 - i) / 2 + 0.1]),
    ),
  ],
  ["optimal play of 28 more pulls", requestOf(prior("bayes-optimal", 1234567.1234567), narrower, 31)],
];

describe("what exact comparisons take", () => {
  test.each(close)("%s is more than a moment, and stops before it", (_, request) => {
    expect(selectionCost(request)).toBeLessThan(CHEAP);
    expect(() => answerRequest(request, { meter: new WorkMeter(MOMENT) })).toThrow(WorkExceeded);
  });

  test("ordinary decisions of the same policies need none of it", () => {
    const ordinary: [pulls: number, rewardSum: number][] = [
      [10, 6],
      [12, 5],
      [9, 5],
    ];
    for (const kind of ["gittins", "bayes-ucb", "kl-ucb", "ucb", "bayes-optimal"] as const) {
      const request = requestOf({ kind }, ordinary, kind === "bayes-optimal" ? 51 : undefined);
      expect(answerRequest(request, { meter: new WorkMeter(0) }), kind).toEqual(answerRequest(request));
    }
  });

  test("a meter gives what it has and no more", () => {
    const meter = new WorkMeter(10);
    meter.spend(4);
    meter.spend(6);
    expect(() => meter.spend(1)).toThrow(WorkExceeded);
    new WorkMeter().spend(Number.MAX_VALUE);
  });
});
