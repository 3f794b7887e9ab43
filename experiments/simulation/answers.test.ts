import { expect, test } from "vitest";
import { stream } from "../../policies/random/streams.ts";
import { Answers } from "./answers.ts";

test("rewards come out by decision, and of one decision in the order of their pulls", () => {
  const random = stream("answers", "feedback", "");
  const answers = new Answers();
  for (let round = 0; round < 3; round++) {
    answers.clear();
    const kept: { due: number; t: number }[] = [];
    const told: { due: number; t: number }[] = [];
    for (let t = 1; t <= 1000; t++) {
      const due = t + 1 + random.below(1 + random.below(300));
      kept.push({ due, t });
      answers.add(due, t, t % 7, t / 8, 1 / t);
      while (answers.isDue(t)) {
        answers.take();
        const pull = answers.reward * 8;
        expect([answers.arm, answers.propensity]).toEqual([pull % 7, 1 / pull]);
        told.push({ due: kept[pull - 1].due, t: pull });
      }
    }
    const expected = kept
      .filter(({ due }) => due <= 1000)
      .toSorted((one, other) => Math.max(one.due, one.t) - Math.max(other.due, other.t) || one.t - other.t);
    expect(told).toEqual(expected);
  }
});

test("the rewards of an arm that is dropped never come, and the others do", () => {
  const answers = new Answers();
  for (let t = 1; t <= 100; t++) answers.add(200 - t, t, t % 3, t, NaN);
  answers.drop(1);
  const told: number[] = [];
  while (answers.isDue(Infinity)) {
    answers.take();
    told.push(answers.reward);
  }
  const others = Array.from({ length: 100 }, (_, i) => i + 1).filter((t) => t % 3 !== 1);
  expect(told).toEqual(others.toReversed());
});
