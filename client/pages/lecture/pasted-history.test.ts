import { expect, test } from "vitest";
import { pastedHistory } from "./pasted-history.ts";
import { LectureSpec, lectureSpec } from "./spec.ts";

const historyOf = (text: string) =>
  pastedHistory(text, lectureSpec)?.state?.history.map(({ arm, reward }) => [arm, reward]);
const pulls = [
  [0, 1],
  [1, 0],
  [1, 1],
];

test.each([
  ["rows of arm and reward", "a\t1\nb\t0\nb\t1"],
  ["a head and times", "t,arm,reward\n1,a,1\n2,b,0\n3,b,1"],
  ["times without a head", "1;A;1\n2;B;0\n3;B;1\r\n"],
  ["a head in another order", "Reward,Arm\n1,arm a\n0,arm b\n1,arm b"],
])("a history is pasted as %s", (_, text) => expect(historyOf(text)).toEqual(pulls));

test("new arms are added, with priors of their own", () => {
  const spec = LectureSpec.parse({
    priors: [
      { alpha: 2, beta: 1 },
      { alpha: 1, beta: 2 },
    ],
  });
  const { state } = pastedHistory("a\t1\nd\t0", spec)!;
  expect(state?.arms).toBe(4);
  expect(state?.priors?.slice(1)).toEqual([
    { alpha: 1, beta: 2 },
    { alpha: 1, beta: 1 },
    { alpha: 1, beta: 1 },
  ]);
});

test("rows that are not pulls are named; without any pull nothing changes", () => {
  const { state, said } = pastedHistory("a\t1\nz\t0\nb\t2\nb\t1", lectureSpec)!;
  expect(state?.history).toEqual([
    { arm: 0, reward: 1 },
    { arm: 1, reward: 1 },
  ]);
  expect(said).toBe(
    "Pasted 2 rows. Left out: “z” in row 2, “2” in row 3. A pull is an arm from a to f and a reward of 0 or 1.",
  );
  expect(pastedHistory("x\t5\ny\t6", lectureSpec)?.state).toBeUndefined();
  expect(pastedHistory("a", lectureSpec)).toBeUndefined();
});

test("of more than a hundred pulls the first hundred are taken, with a report", () => {
  const { state, said } = pastedHistory("a\t1\n".repeat(130), lectureSpec)!;
  expect(state?.history).toHaveLength(100);
  expect(said).toBe("Pasted 100 rows. Only the first 100 of 130 fit.");
});
