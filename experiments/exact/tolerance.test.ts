import { describe, expect, test } from "vitest";
import { exactBestArms } from "../../policies/bayesian/exact-play.ts";
import { expectedRegret } from "./expected-regret.ts";

const means = [0.45, 0.55];
const prior = { alpha: 1e7, beta: 1e7 };

/** The regret of optimal play by the tree of all histories, every decision taken in integers. */
function regretByTree(horizon: number, counts = [0, 0, 0, 0], pulls = 0): number {
  if (pulls === horizon) return 0;
  const best = exactBestArms([prior, prior], counts, horizon - pulls)!;
  const leaders = [0, 1].filter((arm) => best & (1 << arm));
  return leaders.reduce((sum, arm) => {
    const after = (place: number) => regretByTree(horizon, counts.with(place, counts[place] + 1), pulls + 1);
    const later = means[arm] * after(2 * arm) + (1 - means[arm]) * after(2 * arm + 1);
    return sum + (0.55 - means[arm] + later) / leaders.length;
  }, 0);
}

describe("the error bound of the expected regret", () => {
  test.each([2, 4, 7])("holds what ties by tolerance may change in %i pulls of optimal play", (horizon) => {
    const { regret, errorBound } = expectedRegret({
      bandit: { kind: "bernoulli", means },
      policy: { kind: "bayes-optimal", ...prior },
      horizon,
    });
    expect(Math.abs(regret[horizon - 1] - regretByTree(horizon))).toBeLessThanOrEqual(errorBound);
    // With two pulls the second is the last, and equal means do tie.
    if (horizon === 2) expect(errorBound).toBeLessThan(1e-13);
    else expect(errorBound).toBeGreaterThan(1e-3);
    expect(errorBound).toBeLessThanOrEqual(1.001 * horizon * 0.1);
  });

  test("is that of rounding where no tie is one by tolerance", () => {
    const policies = [
      { kind: "bayes-optimal" },
      { kind: "bayes-optimal", alpha: 0.5, beta: 2 },
      { kind: "gittins" },
      { kind: "gittins", discount: 0, ...prior },
      { kind: "bayes-ucb", ...prior },
      { kind: "kl-ucb" },
      { kind: "ucb", c: 0 },
    ] as const;
    for (const policy of policies) {
      const { errorBound } = expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon: 20 });
      expect(errorBound, JSON.stringify(policy)).toBeLessThan(1e-12);
    }
  });

  test("holds for Gittins with a prior of ten million, where nearly everything is a tie by tolerance", () => {
    const policy = { kind: "gittins", ...prior } as const;
    const { errorBound } = expectedRegret({ bandit: { kind: "bernoulli", means }, policy, horizon: 6 });
    expect(errorBound).toBeGreaterThan(1e-2);
  });
});
