import { BigFloat } from "../../numerics/big-float.ts";
import { integerSquareRoot } from "../../numerics/fixed-point.ts";
import { Rational } from "../../numerics/rational.ts";
import type { Comparison } from "../../tied-arms.ts";
import type { WorkMeter } from "../../work-meter.ts";
import type { Expression, Operator } from "./expression.ts";

/** What is not rational of a value: how it is made, and what it is in 115 decimals, computed when it is asked for. */
interface Irrational {
  /** Equal for parts that are made of equal numbers in the same way, and hence are equal. */
  key: string;
  number(): BigFloat;
}

/** A value without rounding: a fraction, and a part that is none. */
export interface ExactValue {
  rational: Rational;
  rest?: Irrational;
}

/** What a part takes: a logarithm some 60 µs, a root some 10 µs, anything else 1 or 2. */
const PART_NANOSECONDS = 20_000;

/** Irrational parts by their keys, which indices at one decision have in common. */
export class KnownParts {
  readonly #known = new Map<string, BigFloat>();
  readonly #meter: WorkMeter | undefined;

  constructor(meter?: WorkMeter) {
    this.#meter = meter;
  }

  /** @throws WorkExceeded where computing it would take more than is left */
  part(key: string, compute: () => BigFloat): BigFloat {
    let number = this.#known.get(key);
    if (number === undefined) {
      this.#meter?.spend(PART_NANOSECONDS);
      number = compute();
      this.#known.set(key, number);
    }
    return number;
  }
}

/** Values that are closer than this times their irrational parts are not told apart: those are right to 2⁻³⁰⁰ of that. */
const TOLD_BITS = 260;

/**
 * The sign of a − b; undefined where it is too small to be told. Rational values are compared by integers, and irrational
 * parts made in the same way of equal numbers are equal.
 */
export function compareExactly(a: ExactValue, b: ExactValue): Comparison {
  const rational = a.rational.minus(b.rational);
  if (a.rest?.key === b.rest?.key) return signOf(rational);
  const [one, other] = [partOf(a), partOf(b)];
  const difference = one.minus(other).plus(BigFloat.of(rational));
  const isTold = difference.magnitude > Math.max(one.magnitude, other.magnitude) - TOLD_BITS;
  return isTold ? difference.sign : undefined;
}

/**
 * The value of an expression, exactly.
 *
 * @param valueOf what a symbol stands for
 * @param known irrational parts that were computed, by their keys, for expressions that have some in common
 */
export function exactValue(expression: Expression, valueOf: (name: string) => Rational, known: KnownParts): ExactValue {
  if (expression.kind === "number") return { rational: Rational.fromDecimal(expression.value) };
  if (expression.kind === "symbol") return { rational: valueOf(expression.name) };
  const [a, b = a] = expression.operands.map((operand) => exactValue(operand, valueOf, known));
  const irrational = (key: string, compute: () => BigFloat): ExactValue => ({
    rational: Rational.zero,
    rest: { key, number: () => known.part(key, compute) },
  });
  return rules[expression.operator](a, b, irrational);
}

type Rule = (
  a: ExactValue,
  b: ExactValue,
  irrational: (key: string, compute: () => BigFloat) => ExactValue,
) => ExactValue;

const rules: Record<Operator, Rule> = {
  "+": (a, b, irrational) => ({
    rational: a.rational.plus(b.rational),
    rest:
      a.rest && b.rest
        ? irrational(`(${a.rest.key}+${b.rest.key})`, () => partOf(a).plus(partOf(b))).rest
        : (a.rest ?? b.rest),
  }),
  "-": (a, b, irrational) => ({
    rational: a.rational.minus(b.rational),
    rest: b.rest ? irrational(`(${a.rest?.key ?? 0}-${b.rest.key})`, () => partOf(a).minus(partOf(b))).rest : a.rest,
  }),
  "*": (a, b, irrational) => {
    if (!a.rest && !b.rest) return { rational: a.rational.times(b.rational) };
    if (isZero(a) || isZero(b)) return zero;
    return irrational(`${keyOf(a)}*${keyOf(b)}`, () => numberOf(a).times(numberOf(b)));
  },
  "/": (a, b, irrational) => {
    if (!a.rest && !b.rest) return { rational: a.rational.over(b.rational) };
    if (isZero(a)) return zero;
    return irrational(`${keyOf(a)}/${keyOf(b)}`, () => numberOf(a).over(numberOf(b)));
  },
  sqrt: (a, _, irrational) => {
    const root = a.rest ? undefined : rationalRoot(a.rational);
    return root ? { rational: root } : irrational(`√${keyOf(a)}`, () => numberOf(a).squareRoot());
  },
  ln: (a, _, irrational) =>
    compareExactly(a, one) === 0 ? zero : irrational(`ln${keyOf(a)}`, () => numberOf(a).logarithm()),
  lnPlus: (a, b, irrational) => ((compareExactly(a, one) ?? 0) > 0 ? rules.ln(a, b, irrational) : zero),
  min: (a, b) => (isAbove(a, b) ? b : a),
  max: (a, b) => (isAbove(a, b) ? a : b),
};

const zero: ExactValue = { rational: Rational.zero };
const one: ExactValue = { rational: Rational.one };

const isZero = ({ rational, rest }: ExactValue) => !rest && rational.isZero;
const signOf = ({ numerator }: Rational) => (numerator === 0n ? 0 : numerator > 0n ? 1 : -1);
const partOf = ({ rest }: ExactValue) => rest?.number() ?? new BigFloat(0n, 0);
const keyOf = ({ rational, rest }: ExactValue) => (rest ? `(${rational.toString()}+${rest.key})` : rational.toString());

function numberOf({ rational, rest }: ExactValue): BigFloat {
  const number = BigFloat.of(rational);
  return rest ? number.plus(rest.number()) : number;
}

/** Where two values are not told apart, either will do, so long as it is the same one from both sides. */
function isAbove(a: ExactValue, b: ExactValue): boolean {
  const comparison = compareExactly(a, b);
  return comparison === undefined ? keyOf(a) > keyOf(b) : comparison > 0;
}

/** The root of a fraction, where it is one; 0 below 0. */
function rationalRoot({ numerator, denominator }: Rational): Rational | undefined {
  if (numerator <= 0n) return Rational.zero;
  const [top, bottom] = [integerSquareRoot(numerator), integerSquareRoot(denominator)];
  return top * top === numerator && bottom * bottom === denominator ? new Rational(top, bottom) : undefined;
}
