import { describe, expect, test } from "vitest";
import { lawByTolerance, TiedArms } from "./tied-arms.ts";

/** Every law that some of the groups of tied arms may have in truth. */
function possibleLaws(groups: number[][], tieBreak: "uniform" | "first", armCount: number): number[][] {
  const laws: number[][] = [];
  for (let set = 1; set < 1 << groups.length; set++) {
    const leaders = groups.filter((_, group) => set & (1 << group)).flat();
    const first = Math.min(...leaders);
    const share = (arm: number) =>
      tieBreak === "first" ? Number(arm === first) : leaders.includes(arm) ? 1 / leaders.length : 0;
    laws.push(Array.from({ length: armCount }, (_, arm) => share(arm)));
  }
  return laws;
}

describe("a tie by tolerance", () => {
  const ties: [armCount: number, groups: number[][]][] = [
    [2, [[0], [1]]],
    [3, [[0], [1, 2]]],
    [5, [[1, 3], [4]]],
    [6, [[0, 5], [2], [3, 4]]],
    [4, [[0], [1], [2], [3]]],
  ];
  const cases = ties.flatMap(([armCount, groups]) =>
    (["uniform", "first"] as const).map((tieBreak) => ({ armCount, groups, tieBreak })),
  );

  test.each(cases)("of $groups among $armCount arms, $tieBreak: bounds are what any truth may change", (given) => {
    const { armCount, groups, tieBreak } = given;
    const tied = groups.flat().toSorted((a, b) => a - b);
    const alike = (i: number, j: number) => groups.some((group) => group.includes(i) && group.includes(j));
    const { tie, arms } = lawByTolerance(tied, alike, tieBreak, armCount);
    expect(tie).toBe("tolerance");
    const laws = possibleLaws(groups, tieBreak, armCount);
    arms.forEach(({ value, errorBound, fraction }, arm) => {
      const changes = laws.map((law) => Math.abs(law[arm] - value));
      expect(errorBound).toBeCloseTo(Math.max(...changes), 15);
      expect(fraction).toBe(errorBound === 0 ? "0" : undefined);
    });
    expect(arms.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 15);
  });

  test("is one only where a comparison that stays open concerns the best", () => {
    const heights = [3, 5, 5, 1, 1];
    const compare = (i: number, j: number) => Math.sign(heights[i] - heights[j]);
    const open = (i: number, j: number) => (heights[i] === 1 && heights[j] === 1 ? undefined : compare(i, j));
    const arms = new TiedArms(5, "uniform");
    for (let arm = 0; arm < 5; arm++) arms.add(arm);
    arms.keepBest(open);
    expect([...arms.all]).toEqual([1, 2]);
    expect(arms.isByTolerance).toBe(false);
    expect(arms.law(() => true).arms.map(({ fraction }) => fraction)).toEqual(["0", "1/2", "1/2", "0", "0"]);
  });

  test("does not keep an arm that is known to lie below another of them", () => {
    // Arm 0 cannot be told apart from 1 or 2, and 1 lies below 2.
    const compare = (i: number, j: number) => (i === j ? 0 : i === 0 || j === 0 ? undefined : i - j);
    const arms = new TiedArms(3, "uniform");
    for (let arm = 0; arm < 3; arm++) arms.add(arm);
    arms.keepBest(compare);
    expect([...arms.all]).toEqual([0, 2]);
    expect(arms.isByTolerance).toBe(true);
    arms.take(2);
    expect(arms.isByTolerance).toBe(false);
  });
});
