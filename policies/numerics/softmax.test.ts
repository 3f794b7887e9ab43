import { describe, expect, test } from "vitest";
import { logSoftmax, softmax } from "./softmax.ts";

/** ∂S_i/∂x_j = S_i(1{i=j} − S_j): what the gradient bandit's update rests on. */
const jacobian = (s: Float64Array, i: number, j: number) => s[i] * ((i === j ? 1 : 0) - s[j]);

/** A printed figure is met to one unit of its last digit: some sources cut instead of rounding. */
const expectPrinted = (value: number, printed: number, digits: number) =>
  expect(Math.abs(value - printed)).toBeLessThan(1.001 * 10 ** -digits);

describe("softmax", () => {
  test("a preference of ln 2 doubles the odds", () => {
    const [even, doubled] = softmax([0, Math.LN2]);
    expect(even).toBeCloseTo(1 / 3, 15);
    expect(doubled).toBeCloseTo(2 / 3, 15);
  });

  test("no finite input overflows", () => {
    expect([...softmax([1e308, 0, -1e308])]).toEqual([1, 0, 0]);
    expect([...logSoftmax([1000, 0])]).toEqual([0, -1000]);
  });

  test("the logarithm of a probability near 1 keeps its digits", () => {
    expect(logSoftmax([40, 0])[0]).toBeCloseTo(-Math.exp(-40), 32);
  });

  test("the worked example of softmax(Wᵀx) and the diagonal of its Jacobian come out", () => {
    const x = [0.1, 0.5, 0.4];
    const w = [
      [0.1, 0.2, 0.3, 0.4, 0.5],
      [0.6, 0.7, 0.8, 0.9, 0.1],
      [0.11, 0.12, 0.13, 0.14, 0.15],
    ];
    const logits = w[0].map((_, i) => x.reduce((sum, xj, j) => sum + xj * w[j][i], 0));
    const s = softmax(logits);
    [0.19091352, 0.20353145, 0.21698333, 0.23132428, 0.15724743].forEach((value, i) =>
      expect(s[i]).toBeCloseTo(value, 8),
    );
    [0.154465, 0.162106, 0.1699015, 0.177813, 0.13252].forEach((value, i) =>
      expectPrinted(jacobian(s, i, i), value, 6),
    );
    // ∂S/∂W, first row, and the cross-entropy of class 3 with its derivative (S_i − y_i)·x_j.
    expectPrinted(jacobian(s, 0, 0) * x[0], 0.01544, 5);
    expectPrinted(jacobian(s, 0, 1) * x[1], -0.01942, 5);
    expect(-logSoftmax(logits)[2]).toBeCloseTo(1.5279347484961026, 14);
    expect((s[2] - 1) * x[1]).toBeCloseTo(-0.39150833, 8);
    expect(s[3] * x[2]).toBeCloseTo(0.09252971, 8);
  });

  test("the worked example of the Jacobian diag(S) − SSᵀ comes out", () => {
    const s = Float64Array.of(0.16205871, 0.15308274, 0.22661096, 0.22634251, 0.23190508);
    [0.13579568, 0.12964841, 0.17525843, 0.17511158, 0.17812512].forEach((value, i) =>
      expectPrinted(jacobian(s, i, i), value, 8),
    );
    [-0.02480839, -0.03469023, -0.05129169, -0.05248998].forEach((value, i) =>
      expectPrinted(jacobian(s, i, i + 1), value, 8),
    );
  });
});
