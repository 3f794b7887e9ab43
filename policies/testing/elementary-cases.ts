import { readFileSync } from "node:fs";
import { asinh, cosh, exp, expm1, hypot, log, log1p, pow, sin, sinh } from "../numerics/elementary.ts";

type Elementary = (...numbers: [number, number]) => number;

export const elementaryFunctions = { exp, expm1, log, log1p, pow, sinh, cosh, asinh, sin, hypot };
export type ElementaryName = keyof typeof elementaryFunctions;

/** Arguments (the second is only there where there are two), the result that is nearest to the true value, and what the true value is above it, in the result's units. */
interface ElementaryCase {
  arguments: [number, number];
  nearest: number;
  above: number;
}

const table = JSON.parse(readFileSync(new URL("elementary.json", import.meta.url), "utf8")) as Record<string, string[]>;

const view = new DataView(new ArrayBuffer(8));

function doubleOf(bits: string): number {
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
}

/** The distance of a double to the next one of its binade: its unit in the last place. */
function unitOf(value: number): number {
  view.setFloat64(0, value);
  const exponent = (view.getUint16(0) >> 4) & 0x7ff;
  return 2 ** (Math.max(exponent, 1) - 1023 - 52);
}

/** What mpmath says of a function, by `policies/testing/make_reference.py elementary`. */
export function elementaryCases(name: ElementaryName): ElementaryCase[] {
  return table[name].map((row) => {
    const words = row.split(" ");
    const [nearest, above] = [doubleOf(words.at(-2)!), Number(words.at(-1)) / 1000];
    const [x, y] = words.slice(0, -2).map(doubleOf);
    return { arguments: [x, y], nearest, above };
  });
}

/** How far a function is off at a case, in units of the last place of the nearest result; NaN is off by NaN. */
export function unitsOff(compute: Elementary, each: ElementaryCase): number {
  const value = compute(...each.arguments);
  return Math.abs((value - each.nearest) / unitOf(each.nearest) - each.above);
}

/** The largest error over all cases of a function, where results are normal and where they are subnormal. */
export function largestErrors(name: ElementaryName) {
  const [normal, subnormal] = [true, false].map((isNormal) =>
    elementaryCases(name)
      .filter(({ nearest }) => Math.abs(nearest) >= 2 ** -1022 === isNormal)
      .reduce((most, each) => Math.max(most, unitsOff(elementaryFunctions[name], each)), 0),
  );
  return { normal, subnormal };
}
