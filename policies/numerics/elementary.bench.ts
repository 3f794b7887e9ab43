import type { Bench } from "../testing/bench.ts";
import { elementaryFunctions, type ElementaryName, largestErrors } from "../testing/elementary-cases.ts";
import { stream } from "../random/streams.ts";
import { exp, expm1, log, log1p, pow } from "./elementary.ts";
import { fastExp } from "./fast-exp.ts";
import { fastLog1p } from "./fast-log1p.ts";

/** The largest error over the table of mpmath: what the docstrings of the functions promise is held by their test. */
function error(name: ElementaryName): Bench {
  return {
    name: `error of ${name}, in units of the last place`,
    goal: "≤ 1",
    run() {
      const { normal, subnormal } = largestErrors(name);
      const unit = subnormal === 0 ? "" : `(subnormal results: ${subnormal.toPrecision(3)})`;
      return { value: normal, unit, met: normal <= 1 && subnormal <= 1 };
    },
  };
}

type Loop = (arguments_: Float64Array) => number;

const CALLS = 1 << 20;
const random = stream("elementary functions", "policy", "");
const within = (low: number, high: number) =>
  Float64Array.from({ length: 1 << 12 }, () => low + (high - low) * random.uniform());

/** Nanoseconds a call of ours and of the platform's, in turns, and of each the quickest of nine. */
function against(name: string, ours: Loop, platforms: Loop, places: Float64Array): Bench {
  return {
    name: `${name}, nanoseconds a call`,
    goal: "≤ 2 × the platform's",
    run() {
      const [own, other] = [ours, platforms].map((loop) => ({ loop, shortest: Infinity }));
      for (let turn = 0; turn < 9; turn++) {
        for (const each of [own, other]) {
          const start = performance.now();
          for (let calls = 0; calls < CALLS; calls += places.length) each.loop(places);
          each.shortest = Math.min(each.shortest, ((performance.now() - start) * 1e6) / CALLS);
        }
      }
      const unit = `(the platform's: ${other.shortest.toPrecision(3)})`;
      return { value: own.shortest, unit, met: own.shortest <= 2 * other.shortest };
    },
  };
}

/** A loop for each function: V8 would call one that the loop is given, and box its result. */
const speeds: Bench[] = [
  against(
    "exp",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += exp(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.exp(xs[i]);
      return sum;
    },
    within(-20, 20),
  ),
  against(
    "fastExp",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += fastExp(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.exp(xs[i]);
      return sum;
    },
    within(-20, 20),
  ),
  against(
    "log",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += log(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.log(xs[i]);
      return sum;
    },
    within(0, 1),
  ),
  against(
    "log1p",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += log1p(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.log1p(xs[i]);
      return sum;
    },
    within(0, 1),
  ),
  against(
    "fastLog1p",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += fastLog1p(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.log1p(xs[i]);
      return sum;
    },
    within(0, 1),
  ),
  against(
    "expm1",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += expm1(xs[i]);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.expm1(xs[i]);
      return sum;
    },
    within(-2, 2),
  ),
  against(
    "pow",
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += pow(xs[i], 2.7);
      return sum;
    },
    (xs) => {
      let sum = 0;
      for (let i = 0; i < xs.length; i++) sum += Math.pow(xs[i], 2.7);
      return sum;
    },
    within(0, 10),
  ),
];

export const benches: Bench[] = [...(Object.keys(elementaryFunctions) as ElementaryName[]).map(error), ...speeds];
