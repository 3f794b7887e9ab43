import jstat from "jstat";
import { describe, expect, test } from "vitest";
import { expectCountsToFollow, expectDrawsToFollow } from "../testing/laws.ts";
import { betaLogOdds } from "./beta.ts";
import { gamma, logGamma } from "./gamma.ts";
import { normal } from "./normal.ts";
import { stream, streamKey } from "./streams.ts";

const { jStat } = jstat;
const draw = <Value>(count: number, make: () => Value) => Array.from({ length: count }, make);

describe("streams", () => {
  test("the seeds 1 and '1' are the same seed", () => {
    expect(streamKey(1, "policy", "lane")).toEqual(streamKey("1", "policy", "lane"));
  });

  test("role, lane and seed each name another stream, however they are spelled", () => {
    const names = [
      ["s", "policy", "a"],
      ["s", "reward", "a"],
      ["s", "policy", "b"],
      ["t", "policy", "a"],
      ["ā", "policy", "a"],
      ["\u0001", "policy", "a"],
      [`${"x".repeat(300)}a`, "policy", "a"],
      [`${"x".repeat(300)}b`, "policy", "a"],
    ] as const;
    const keys = new Set(names.map(([seed, role, lane]) => streamKey(seed, role, lane).join()));
    expect(keys.size).toBe(names.length);
  });

  test("a replication's stream is the same however often it is started", () => {
    const random = stream("again", "policy", "lane", 7);
    const first = draw(100, () => random.word());
    random.reseed(streamKey("again", "policy", "lane"), 7);
    expect(draw(100, () => random.word())).toEqual(first);
  });

  test("the first words of many replications' streams are uniform", () => {
    const key = streamKey("first words", "reward", "0");
    const random = stream("first words", "reward", "0");
    const counts = new Float64Array(256);
    for (let replication = 0; replication < 100_000; replication++) {
      random.reseed(key, replication);
      counts[random.word() & 255]++;
    }
    expectCountsToFollow(counts, new Float64Array(256).fill(1 / 256));
  });
});

describe("the generator", () => {
  test("below(n) is uniform on 0 … n − 1", () => {
    const random = stream("below", "policy", "");
    for (const n of [1, 2, 3, 10, 1000]) {
      const counts = new Float64Array(n);
      for (let i = 0; i < 200_000; i++) counts[random.below(n)]++;
      expectCountsToFollow(counts, new Float64Array(n).fill(1 / n));
    }
  });

  test("uniform draws are uniform and lie in [0, 1)", () => {
    const random = stream("uniform", "policy", "");
    const draws = draw(100_000, () => random.uniform());
    expect(draws.every((u) => u >= 0 && u < 1)).toBe(true);
    expectDrawsToFollow(draws, (u) => u);
  });
});

describe("variates", () => {
  test("normal", () => {
    const random = stream("normal", "reward", "");
    expectDrawsToFollow(
      draw(400_000, () => normal(random)),
      (x) => jStat.normal.cdf(x, 0, 1),
    );
  });

  test("the tail of the ziggurat beyond 3.44 has the mass and the law of the normal tail", () => {
    const random = stream("tail", "reward", "");
    const draws = draw(4_000_000, () => normal(random)).filter((x) => x > 3.442619855899);
    const mass = 0.00028796;
    expect(Math.abs(draws.length - 4e6 * mass)).toBeLessThan(4.9 * Math.sqrt(4e6 * mass));
    const start = jStat.normal.cdf(-3.442619855899, 0, 1);
    expectDrawsToFollow(draws, (x) => 1 - jStat.normal.cdf(-x, 0, 1) / start);
  });

  test.each([1, 1.5, 2, 7.25, 300])("gamma of shape %d", (shape) => {
    const random = stream(`gamma ${shape}`, "reward", "");
    expectDrawsToFollow(
      draw(100_000, () => gamma(random, shape)),
      (x) => jStat.gamma.cdf(x, shape, 1),
    );
  });

  test.each([0.001, 0.3])("the logarithm of a gamma of shape %d, where the variate itself may underflow", (shape) => {
    const random = stream(`log gamma ${shape}`, "reward", "");
    const draws = draw(100_000, () => logGamma(random, shape));
    expect(draws.every(Number.isFinite)).toBe(true);
    // For small x the cdf is x^a/Γ(a + 1)·(1 + O(x)); ln X < −40 keeps the rest below 10⁻¹⁷.
    const below = draws.filter((x) => x < -40).length / draws.length;
    const expected = Math.exp(-40 * shape - jStat.gammaln(shape + 1));
    expect(Math.abs(below - expected)).toBeLessThan(4.9 * Math.sqrt((expected * (1 - expected)) / draws.length) + 1e-9);
  });

  test.each([
    [1, 2],
    [2, 1],
    [5, 3],
    [90, 10],
  ])("the log odds of Beta(%d, %d)", (alpha, beta) => {
    const random = stream(`beta ${alpha} ${beta}`, "policy", "");
    const cdf = (theta: number) => jStat.beta.cdf(theta, alpha, beta);
    const logOdds = draw(100_000, () => betaLogOdds(random, alpha, beta));
    expectDrawsToFollow(
      logOdds.map((l) => 1 / (1 + Math.exp(-l))),
      cdf,
    );
  });
});
