import { describe, expect, test } from "vitest";
import {
  crossEntropy,
  jacobian,
  logits,
  lossByChain,
  lossByShares,
  lossByWeights,
  shares,
  sharesByWeights,
  updatedPreferences,
} from "./layer.ts";
import { agrees, firstPost, publishedLayer, secondPost, thirdPost } from "./published.ts";

const z = logits(publishedLayer);
const s = shares(z);

/** That every printed number is ours, to its last digit. */
function expectPrinted(values: readonly number[][], printed: readonly (readonly (string | undefined)[])[]) {
  let count = 0;
  printed.forEach((row, t) =>
    row.forEach((text, i) => {
      if (text === undefined) return;
      count++;
      expect(agrees(values[t][i], text), `${t}, ${i}: ${values[t][i]}, printed ${text}`).toBe(true);
    }),
  );
  return count;
}

describe("the numbers of the posts", () => {
  test("the first: the Jacobian at the shares that it prints", () => {
    const printed = firstPost.shares.map(Number);
    expect(expectPrinted(jacobian(printed), firstPost.jacobian)).toBe(9);
  });

  test("the second: shares, Jacobian, and the derivative by the weights", () => {
    expect(expectPrinted([s], [secondPost.shares])).toBe(5);
    expect(expectPrinted(jacobian(s), secondPost.jacobian)).toBe(5);
    expect(expectPrinted(sharesByWeights(s, publishedLayer.x), secondPost.sharesByWeights)).toBe(6);
  });

  test("the third: cross-entropy and its derivatives, by the chain too", () => {
    expect(Math.abs(crossEntropy(z, 2) - Number(thirdPost.crossEntropy))).toBeLessThan(1e-15);
    expect(expectPrinted([lossByShares(s, 2)], [thirdPost.lossByShares])).toBe(5);
    expect(expectPrinted(lossByWeights(s, publishedLayer), thirdPost.lossByWeights)).toBe(15);
    expect(expectPrinted(lossByChain(s, publishedLayer), thirdPost.lossByWeights)).toBe(15);
  });

  test("another number does not agree", () => {
    expect(agrees(0.15446, "0.154465")).toBe(false);
    expect(agrees(0.1544655, "0.154465")).toBe(true);
    expect(agrees(-4.60866, "-4.60864")).toBe(false);
  });
});

describe("a layer of its own", () => {
  const layer = {
    x: [-2, 0.25],
    weights: [
      [0.5, -1, 3],
      [2, 0, -4],
    ],
    target: 0,
  };

  test("equal logits share evenly: S = 1/3, and the Jacobian is 2/9 and −1/9", () => {
    const even = shares([7, 7, 7]);
    const slopes = jacobian(even).flat();
    slopes.forEach((slope, place) => expect(slope).toBeCloseTo(place % 4 === 0 ? 2 / 9 : -1 / 9, 15));
    expect(crossEntropy([7, 7, 7], 1)).toBeCloseTo(Math.log(3), 15);
  });

  test("a logit of ln 2 doubles the odds; rows and columns of the Jacobian sum to zero", () => {
    expect(shares([0, Math.LN2])[1]).toBeCloseTo(2 / 3, 15);
    const matrix = jacobian(shares(logits(layer)));
    matrix.forEach((row, t) => {
      expect(Math.abs(row.reduce((sum, slope) => sum + slope, 0))).toBeLessThan(1e-16);
      expect(Math.abs(matrix.reduce((sum, other) => sum + other[t], 0))).toBeLessThan(1e-16);
    });
  });

  test("the derivative by a weight is the slope of the loss, by differences", () => {
    const lossAt = (j: number, i: number, change: number) => {
      const weights = layer.weights.map((row) => [...row]);
      weights[j][i] += change;
      return crossEntropy(logits({ ...layer, weights }), layer.target);
    };
    const slopes = lossByWeights(shares(logits(layer)), layer);
    for (const [j, i] of [
      [0, 0],
      [0, 2],
      [1, 1],
      [1, 2],
    ]) {
      const slope = (lossAt(j, i, 1e-5) - lossAt(j, i, -1e-5)) / 2e-5;
      expect(Math.abs(slopes[i][j] - slope)).toBeLessThan(1e-9);
    }
  });

  test("far logits neither overflow nor lose the loss", () => {
    expect(shares([0, 2000])).toEqual([0, 1]);
    expect(crossEntropy([0, 2000], 0)).toBe(2000);
  });

  test("a pull that paid 1 above the baseline moves preferences by 1 − π and −π, as in Sutton & Barto's (2.12)", () => {
    expect(updatedPreferences([0, 0], 0, 0.1)).toEqual([0.05, -0.05]);
    expect(updatedPreferences([0, 0], 0, -0.1)).toEqual([-0.05, 0.05]);
  });
});
