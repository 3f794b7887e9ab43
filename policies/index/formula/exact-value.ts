import { BigFloat } from "../../numerics/big-float.ts";
import { integerSquareRoot } from "../../numerics/fixed-point.ts";
import { Rational } from "../../numerics/rational.ts";
import type { Comparison } from "../../tied-arms.ts";
import type { WorkMeter } from "../../work-meter.ts";
import type { Expression, Operator } from "./expression.ts";

/** The irrational part of a value: how it is built, and its value in 115 decimals, computed on demand. */
interface Irrational {
  /** Equal keys mean equal parts: they are built of equal numbers in the same way. */
  key: string;
  number(): BigFloat;
}

/** A value without rounding: a fraction plus an irrational part. */
export interface ExactValue {
  rational: Rational;
  rest?: Irrational;
}

/** The time of a part: some 60 µs for a logarithm, 10 µs for a root, 1 or 2 µs for anything else. */
const PART_NANOSECONDS = 20_000;

/** Irrational parts by key; the indices of one decision share them. */
export class KnownParts {
  readonly #known = new Map<string, BigFloat>();
  readonly #meter: WorkMeter | undefined;

  constructor(meter?: WorkMeter) {
    this.#meter = meter;
  }

  /** @throws WorkExceeded if computing it would take more time than is left */
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

/**
 * Values closer than this times their irrational parts cannot be told apart. Irrational parts are correct to a relative
 * 2⁻³⁰⁰.
 */
const TOLD_BITS = 260;

/**
 * The sign of a − b; undefined if the difference is too small to tell. Rational values are compared by integers;
 * irrational parts built of equal numbers in the same way are equal.
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
 * The exact value of an expression.
 *
 * @param valueOf the value of a symbol
 * @param known irrational parts computed before, by key; expressions may share some
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

/** If two values cannot be told apart, either will do, as long as both orders of the operands give the same one. */
function isAbove(a: ExactValue, b: ExactValue): boolean {
  const comparison = compareExactly(a, b);
  return comparison === undefined ? keyOf(a) > keyOf(b) : comparison > 0;
}

/** The root of a fraction if it is a fraction itself; 0 for negative numbers. */
function rationalRoot({ numerator, denominator }: Rational): Rational | undefined {
  if (numerator <= 0n) return Rational.zero;
  const [top, bottom] = [integerSquareRoot(numerator), integerSquareRoot(denominator)];
  return top * top === numerator && bottom * bottom === denominator ? new Rational(top, bottom) : undefined;
}
