import { describe, expect, test } from "vitest";
import { bestArmAnswer } from "../../../experiments/best-arm/best-arm.ts";
import { neededText } from "./needed-section.tsx";
import { visitorsNeeded } from "./needed.ts";
import { requestOf } from "./request.ts";
import { type Conversions, example, type Means } from "./spec.ts";
import { verdict } from "./verdict.ts";

/** Conversions and visitors as "17/100, 23/100". */
const counts = (text: string, acceptedLoss: number, [alpha, beta] = [1, 1]): Conversions => ({
  ...example,
  variants: text.split(", ").map((pair) => {
    const [conversions, visitors] = pair.split("/").map(Number);
    return { conversions, visitors };
  }),
  names: [],
  acceptedLoss,
  prior: { alpha, beta },
});
const means = (rows: [number, number, number][], acceptedLoss: number): Means => ({
  measure: "means",
  variants: rows.map(([mean, deviation, visitors]) => ({ mean, deviation, visitors })),
  names: [],
  acceptedLoss,
});

// By testing/make_needed.py, which shares no code with the page. The losses at m − 1 and m differ from the threshold by 10⁻⁶
// of themselves or more.
test.each<[number, Conversions | Means]>([
  [116, counts("17/100, 23/100", 0.1)],
  [115, counts("17/100, 23/100", 0.1, [0.5, 0.5])],
  [19, counts("17/100, 23/100", 0.5, [30, 70])],
  [39, counts("3/9, 40/100", 1)],
  [69, counts("5/20, 9/20, 7/20, 4/20", 0.3)],
  [18_535, counts("120/4000, 130/4000, 138/4000", 0.01)],
  [
    8,
    means(
      [
        [5, 6, 9],
        [7, 8, 16],
      ],
      0.25,
    ),
  ],
  [
    621,
    means(
      [
        [12.4, 30.1, 400],
        [13.9, 32.7, 400],
      ],
      0.1,
    ),
  ],
])("%d more visitors of every variant are needed by %j", (each, spec) => {
  expect(visitorsNeeded(spec)).toEqual({ kind: "visitors", each, isTie: false });
});

test("with so many more visitors the verdict says stop, with one fewer it does not", () => {
  // At equal numbers the counts stay whole: a third and two thirds of 3·m visitors.
  const canStop = (times: number) => {
    const spec = counts(`${times}/${3 * times}, ${2 * times}/${3 * times}`, 0.5);
    return verdict(bestArmAnswer(requestOf(spec)).probabilities, ["A", "B"], spec.acceptedLoss).canStop;
  };
  const start = counts("1/3, 2/3", 0.5);
  const needed = visitorsNeeded(start);
  if (needed.kind !== "visitors") throw new Error("There is a number.");
  const total = 3 + needed.each;
  expect(canStop(Math.ceil(total / 3))).toBe(true);
  expect(canStop(Math.ceil(total / 3) - 1)).toBe(false);
});

describe("in words", () => {
  const words = (spec: Conversions | Means) => neededText(visitorsNeeded(spec), spec);

  test("the number is that of all variants together, and of each", () => {
    const spec = counts("5/20, 9/20, 7/20, 4/20", 0.3);
    expect(words(spec)).toBe(
      "If the observed rates hold, you can stop after about 276 more visitors, 69 for each variant.",
    );
  });

  test("equal rates have no winner, only a loss that becomes small enough", () => {
    const spec = counts("50/500, 50/500", 0.1);
    expect(words(spec)).toBe(
      "No number shows a winner: the observed rates of A and B are equal. After about 56,302 more visitors, 28,151 for each variant, a wrong choice loses no more than 0.1 percentage points on average.",
    );
  });

  test.each([
    ["a loss of nothing", counts("1/9, 5/9", 0), "No number: the expected loss never becomes 0. Accept a small loss."],
    [
      "a variant without visitors",
      counts("0/0, 5/9", 1),
      "Enter visitors of every variant: without them there is no rate to go by.",
    ],
    ["a test that may stop", counts("1/100, 50/100", 1), "None: you can stop now."],
  ])("%s", (_, spec, said) => expect(words(spec)).toBe(said));
});
