import { describe, expect, test } from "vitest";
import { elementaryCases, elementaryFunctions, type ElementaryName, unitsOff } from "../testing/elementary-cases.ts";
import { asinh, cosh, exp, expm1, hypot, log, log1p, pow, sin, sinh } from "./elementary.ts";
import { logarithmTable, LOWEST_WORD } from "./elementary/logarithm-table.ts";

const view = new DataView(new ArrayBuffer(8));

/** The double that is so many doubles above a positive one. */
function stepped(x: number, steps: number): number {
  view.setFloat64(0, x);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(steps));
  return view.getFloat64(0);
}

function doubleOfUpperWord(word: number): number {
  view.setUint32(0, word);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

/** Units in the last place that the docstrings promise, where results are normal; 1 where they are subnormal. */
const promised: Record<ElementaryName, number> = {
  exp: 0.52,
  expm1: 0.54,
  log: 0.52,
  log1p: 0.54,
  pow: 0.55,
  sinh: 0.6,
  cosh: 0.55,
  asinh: 0.55,
  sin: 0.8,
  hypot: 0.51,
};

describe("against mpmath, at doubles of every size and around each function's breakpoints", () => {
  test.each(Object.entries(promised) as [ElementaryName, number][])(
    "%s to %f units in the last place",
    (name, units) => {
      const cases = elementaryCases(name);
      expect(cases.length).toBeGreaterThan(900);
      const wrong = cases.filter(
        (each) => !(unitsOff(elementaryFunctions[name], each) <= (Math.abs(each.nearest) >= 2 ** -1022 ? units : 1)),
      );
      expect(wrong).toEqual([]);
    },
  );
});

describe("special values, as ECMAScript has them", () => {
  const ofOne: [string, (x: number) => number, ...[number, number][]][] = [
    ["exp", exp, [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, 0], [709.8, Infinity], [-745.2, 0], [5e-324, 1]],
    ["expm1", expm1, [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -1], [710, Infinity], [-800, -1]],
    ["log", log, [1, 0], [0, -Infinity], [-0, -Infinity], [Infinity, Infinity], [-1, NaN], [-5e-324, NaN]],
    ["log", log, [-Infinity, NaN]],
    ["log1p", log1p, [0, 0], [-0, -0], [-1, -Infinity], [Infinity, Infinity], [-1.0000000000000002, NaN]],
    ["log1p", log1p, [-Infinity, NaN], [5e-324, 5e-324], [-5e-324, -5e-324]],
    ["sinh", sinh, [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -Infinity], [711, Infinity], [-711, -Infinity]],
    ["cosh", cosh, [0, 1], [-0, 1], [Infinity, Infinity], [-Infinity, Infinity], [711, Infinity], [-711, Infinity]],
    ["asinh", asinh, [0, 0], [-0, -0], [Infinity, Infinity], [-Infinity, -Infinity], [5e-324, 5e-324]],
    ["sin", sin, [0, 0], [-0, -0], [Math.PI / 2, 1], [-Math.PI / 2, -1]],
  ];
  test.each(ofOne)("%s", (name, compute, ...pairs) => {
    for (const [x, value] of pairs) expect(compute(x), `${name}(${x})`).toBe(value);
    if (name !== "sin") expect(compute(NaN)).toBeNaN();
  });

  // Of x, y and x^y; Math.pow is held to them too, for ECMAScript fixes these.
  const powers: [number, number, number][] = [
    [NaN, 0, 1],
    [NaN, -0, 1],
    [NaN, 1, NaN],
    [1, NaN, NaN],
    [1, Infinity, NaN],
    [-1, -Infinity, NaN],
    [1.5, Infinity, Infinity],
    [1.5, -Infinity, 0],
    [-0.5, Infinity, 0],
    [-0.5, -Infinity, Infinity],
    [Infinity, 3, Infinity],
    [Infinity, -3, 0],
    [-Infinity, 3, -Infinity],
    [-Infinity, 4, Infinity],
    [-Infinity, 0.5, Infinity],
    [-Infinity, -3, -0],
    [-Infinity, -4, 0],
    [0, 3, 0],
    [0, -3, Infinity],
    [-0, 3, -0],
    [-0, 4, 0],
    [-0, 0.5, 0],
    [-0, -3, -Infinity],
    [-0, -4, Infinity],
    [-0, 1, -0],
    [-0, 2, 0],
    [-8, 1 / 3, NaN],
    [-2, 3, -8],
    [-2, 1e300, Infinity],
    [-2, -1e300, 0],
    [0.5, 1e300, 0],
    [0.5, -1e300, Infinity],
    [-1, 9007199254740991, -1],
    [-1, 9007199254740992, 1],
    [1, 1e300, 1],
    [2, 1024, Infinity],
    [-2, 1025, -Infinity],
    [2, -1075, 0],
    [0.9999999999999999, 1e19, 0],
    [1.0000000000000002, 1e19, Infinity],
  ];
  test("pow", () => {
    for (const [x, y, value] of powers) {
      expect(pow(x, y), `${x} ^ ${y}`).toBe(value);
      expect(Math.pow(x, y), `Math.pow(${x}, ${y})`).toBe(value);
    }
  });

  test("hypot", () => {
    expect([hypot(3, -4), hypot(0, -0), hypot(-0, -5e-324)]).toEqual([5, 0, 5e-324]);
    expect([hypot(NaN, -Infinity), hypot(Infinity, NaN), hypot(1.7e308, 1.7e308)]).toEqual([
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect([hypot(NaN, 1), hypot(0, NaN)]).toEqual([NaN, NaN]);
  });

  test("sin refuses what is beyond π/2", () => {
    for (const x of [1.5707963267948968, -2, Infinity, NaN]) expect(() => sin(x)).toThrow(RangeError);
  });
});

describe("exact cases", () => {
  test("a power of 2 is the double that it is, from the smallest to the largest", () => {
    for (let n = -1074; n <= 1023; n++) {
      const power = n < -1022 ? stepped(0, 2 ** (n + 1074)) : doubleOfUpperWord((n + 1023) << 20);
      expect(pow(2, n)).toBe(power);
      expect(pow(0.5, -n)).toBe(power);
      if (n % 2 === 0) expect(pow(4, n / 2)).toBe(power);
    }
  });

  test("whole powers of whole numbers are exact as long as they are doubles", () => {
    for (let base = 2; base <= 200; base++) {
      for (let [power, exponent] = [BigInt(base), 1]; power < 2n ** 53n; power *= BigInt(base), exponent++) {
        expect(pow(base, exponent)).toBe(Number(power));
        expect(pow(-base, exponent)).toBe(exponent % 2 === 0 ? Number(power) : -Number(power));
        // The root of an exact power is next to that whole number by far: its error is a unit at most.
        expect(Math.round(pow(Number(power), 1 / exponent))).toBe(base);
      }
    }
  });

  test("powers of ten are what JavaScript reads, which is the nearest double", () => {
    for (let n = 0; n <= 22; n++) expect(pow(10, n)).toBe(Number(`1e${n}`));
  });

  test("exponents 1 and 2 give x and x·x, as they were rounded", () => {
    for (const {
      arguments: [x],
    } of elementaryCases("log")) {
      expect(pow(x, 1)).toBe(x);
      expect(pow(-x, 2)).toBe(x * x);
    }
  });

  test("odd functions are odd and even ones even, to the last bit", () => {
    for (const {
      arguments: [x],
    } of elementaryCases("sinh")) {
      expect(sinh(-x)).toBe(-sinh(x));
      expect(asinh(-x)).toBe(-asinh(x));
      expect(cosh(-x)).toBe(cosh(x));
      expect(hypot(-x, 1)).toBe(hypot(1, x));
    }
  });
});

describe("monotone", () => {
  /** 2000 doubles around a positive place, where a function is compared with itself, from one to the next. */
  function expectRising(compute: (x: number) => number, place: number) {
    let before = compute(stepped(place, -1000));
    for (let steps = -999; steps <= 1000; steps++) {
      const value = compute(stepped(place, steps));
      if (!(value >= before)) expect.unreachable(`falls ${steps} doubles from ${place}, from ${before} to ${value}`);
      before = value;
    }
    expect(before).toBeGreaterThanOrEqual(compute(place));
  }

  test("exp, expm1, sinh and cosh where they go from one step of their table to the next, and where formulas change", () => {
    const steps = Array.from({ length: 200 }, (_, n) => ((n + 0.5) * Math.LN2) / 128);
    for (const place of [...steps, 0.5, 1, 2 ** -9, 22, 37.42994775023705, 38, 40, 708, 709, 2 ** -54]) {
      expectRising(exp, place);
      expectRising((x) => -exp(-x), place);
      expectRising(expm1, place);
      expectRising((x) => -expm1(-x), place);
      expectRising(sinh, place);
      expectRising(cosh, place);
    }
  });

  test("log, log1p, pow and asinh where they go from one interval to the next, and where formulas change", () => {
    const starts = Array.from({ length: 129 }, (_, interval) => doubleOfUpperWord(LOWEST_WORD + (interval << 13)));
    for (const place of [...starts, 1, 2 ** -1022, 1e300, 1 / 64, 2 ** 28, 1 / 256]) {
      expectRising(log, place);
      expectRising((x) => pow(x, 0.7), place);
      expectRising((x) => -pow(x, -3.3), place);
      expectRising(asinh, place);
      expectRising((x) => log1p(x - 1), place);
      expectRising(log1p, place);
    }
  });

  test("sin around π/4 and up to π/2", () => {
    for (const place of [Math.PI / 4, 0.1, 1, stepped(Math.PI / 2, -1000)]) expectRising(sin, place);
  });
});

test("the inverses of the logarithm's table have 12 bits, so that products with them are exact", () => {
  for (let entry = 0; entry < logarithmTable.length; entry += 4) {
    expect(logarithmTable[entry] * 2 ** 11).toBe(Math.round(logarithmTable[entry] * 2 ** 11));
    expect(logarithmTable[entry + 1] * 2 ** 42).toBe(Math.round(logarithmTable[entry + 1] * 2 ** 42));
  }
});
