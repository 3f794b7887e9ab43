import { describe, expect, test } from "vitest";
import { createPolicy, PolicySpec } from "../registry.ts";
import { ArmStatistics } from "../statistics/arm-statistics.ts";

const leaders = (spec: unknown, arms: [pulls: number, rewardSum: number, squareSum?: number][], horizon?: number) => {
  const statistics = new ArmStatistics(arms.length);
  arms.forEach(([pulls, rewardSum, squareSum], arm) => statistics.set(arm, pulls, rewardSum, squareSum));
  const { arms: law } = createPolicy(PolicySpec.parse(spec), { statistics, horizon }).selectionProbabilities();
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

  test("a bonus of any size tells equal means apart, in either order of the arms", () => {
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

describe("MOSS", () => {
  const arms: [number, number][] = [
    [10, 5],
    [12, 6],
    [9, 4],
  ];

  test("from T/K pulls on an arm has no bonus: equal means of unequal counts tie", () => {
    expect(leaders({ kind: "moss" }, arms.slice(0, 2), 20)).toEqual(["1/2", "1/2"]);
    expect(leaders({ kind: "moss", scale: 16, tieBreak: "first" }, arms.slice(0, 2), 20)).toEqual(["1", "0"]);
    // One pull more, and the first has the bonus √(ln(21/20)/10).
    expect(leaders({ kind: "moss" }, arms.slice(0, 2), 21)).toEqual(["1", "0"]);
  });

  test("past the horizon, where answers come late, it goes on by means and the bonuses that are left", () => {
    // 31 pulls of 27: T/K = 9, so that no arm has a bonus.
    expect(leaders({ kind: "moss", scale: 4 }, arms, 27)).toEqual(["1/2", "1/2", "0"]);
  });
});

describe("UCB1-Tuned", () => {
  test("of equal counts and means the arm whose rewards varied more leads, to a variance of 1/4", () => {
    // Thirty pulls with s = 3: ln 60 / 30 < 1/4, and √(2 ln 60 / 30) = 0.522 is above 1/4 already, so that both tie.
    expect(
      leaders({ kind: "ucb1-tuned" }, [
        [30, 3, 3],
        [30, 3, 0.3],
      ]),
    ).toEqual(["1/2", "1/2"]);
    // Of a thousand pulls the root is 0.123: variances 0.09 and 0 count.
    expect(
      leaders({ kind: "ucb1-tuned" }, [
        [1000, 100, 100],
        [1000, 100, 10],
      ]),
    ).toEqual(["1", "0"]);
  });
});
