import { describe, expect, test } from "vitest";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics.ts";

const leaders = (spec: unknown, arms: [pulls: number, rewardSum: number][]) => {
  const statistics = new ArmStatistics(arms.length);
  arms.forEach(([pulls, rewardSum], arm) => statistics.set(arm, pulls, rewardSum));
  const { arms: law } = createPolicy(PolicySpec.parse(spec), { statistics }).selectionProbabilities();
  return law.map(({ fraction }) => fraction);
};

describe("upper confidence", () => {
  test("untried arms come first, evenly", () => {
    expect(
      leaders({ kind: "ucb" }, [
        [0, 0],
        [9, 9],
        [0, 0],
      ]),
    ).toEqual(["1/2", "0", "1/2"]);
    expect(
      leaders({ kind: "ucb1", tieBreak: "first" }, [
        [3, 3],
        [0, 0],
        [0, 0],
      ]),
    ).toEqual(["0", "1", "0"]);
  });

  test("with c = 0 equal means of unequal counts tie, as for greedy; with c > 0 the rarer arm leads", () => {
    expect(
      leaders({ kind: "ucb", c: 0 }, [
        [3, 1],
        [6, 2],
      ]),
    ).toEqual(["1/2", "1/2"]);
    expect(
      leaders({ kind: "ucb", c: 1e-6 }, [
        [3, 1],
        [6, 2],
      ]),
    ).toEqual(["1", "0"]);
    expect(
      leaders({ kind: "ucb1" }, [
        [3, 1],
        [6, 2],
      ]),
    ).toEqual(["1", "0"]);
  });

  test("a bonus of any size tells equal means apart, whichever arm comes first", () => {
    for (const c of [1e-20, 1e-60, 1e-200, 5e-324]) {
      expect(
        leaders({ kind: "ucb", c }, [
          [4, 2],
          [2, 1],
        ]),
      ).toEqual(["0", "1"]);
      expect(
        leaders({ kind: "ucb", c }, [
          [2, 1],
          [4, 2],
        ]),
      ).toEqual(["1", "0"]);
    }
  });

  test("equal counts and means tie for every c", () => {
    for (const c of [0, 0.1, 1, 3])
      expect(
        leaders({ kind: "ucb", c }, [
          [7, 4],
          [7, 4],
          [7, 3],
        ]),
      ).toEqual(["1/2", "1/2", "0"]);
  });

  test("indices that doubles cannot tell apart are told apart: the reward sum that ties them, from either side", () => {
    // The two indices are equal where s = 2·(0.5 + √(ln 4)·(1 − √½)); the doubles next to it lie on the two sides.
    const tie = 2 * (0.5 + Math.sqrt(Math.log(4)) * (1 - Math.SQRT1_2));
    const sides = [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((steps) => {
      const s = tie + steps * 2 ** -52;
      return leaders({ kind: "ucb" }, [
        [1, 0.5],
        [2, s],
      ])[1];
    });
    expect(sides.every((side) => side === "0" || side === "1")).toBe(true);
    expect(sides).toEqual(sides.toSorted((one, other) => Number(one) - Number(other)));
    expect(sides[0]).toBe("0");
    expect(sides.at(-1)).toBe("1");
  });
});
