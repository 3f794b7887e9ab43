import { log } from "../../numerics/elementary.ts";
import { unboxed } from "../../numerics/unboxed.ts";
import { type Expression, type Operator, operators } from "./expression.ts";

/** The places of the symbols of an arm and of the clock; the caller fills in those of the arm. */
export const PULLS = 0;
export const REWARD_SUM = 1;
export const SQUARE_SUM = 2;
export const MEAN = 3;
export const VARIANCE = 4;
const TOTAL_PULLS = 5;
const DECISION = 6;
const places: Readonly<Record<string, number>> = {
  n: PULLS,
  s: REWARD_SUM,
  q: SQUARE_SUM,
  mean: MEAN,
  variance: VARIANCE,
  N: TOTAL_PULLS,
  t: DECISION,
};
const INPUTS = 7;

/** Twice the relative rounding error of an operation, and of a logarithm. */
const ROUNDING = 2 ** -52;
const MOST_WHOLE = 2 ** 53;
/** The error of a useless value: larger than any useful one, and finite, so that its product with 0 is not NaN. */
const UNKNOWN = 1e300;

const [ADD, SUBTRACT, MULTIPLY, DIVIDE, ROOT, LOGARITHM, POSITIVE_LOGARITHM, MINIMUM] = operators.map((_, i) => i);

interface Step {
  operator: Operator;
  left: number;
  right: number;
  place: number;
  /** Whether it is the same for all arms, and for all decisions. */
  ofClock: boolean;
  isConstant: boolean;
}

/**
 * An expression as a list of operations on numbered places, which one loop runs. It has no closures that call one
 * another, so no call site meets many functions and no number is boxed, regardless of how many indices a program uses.
 * Every place has a bound of its error beside its value (running error analysis). Values that depend on the clock alone
 * are computed once a decision, constants once. About 4 ns an operation.
 */
export class Tape {
  readonly values: Float64Array;
  readonly errors: Float64Array;
  /** The place of the result. */
  readonly result: number;
  /** Four numbers a step: the operator, the places of its two operands and the place of its value. */
  readonly #program: Int32Array;
  /** Where the steps that depend on the clock begin, and those that depend on the arm. */
  readonly #clockFrom: number;
  readonly #armFrom: number;

  /** @param constants the values of the symbols that depend on neither an arm nor the clock */
  constructor(expression: Expression, constants: Readonly<Record<string, number>>) {
    const { steps, numbers, result } = compile(expression, constants);
    const ofClock = steps.filter((step) => step.ofClock && !step.isConstant);
    const ofArm = steps.filter((step) => !step.ofClock);
    const constant = steps.filter((step) => step.isConstant);
    const inOrder = [...constant, ...ofClock, ...ofArm];
    this.values = new Float64Array(INPUTS + numbers.size + steps.length);
    this.errors = new Float64Array(this.values.length);
    for (const [value, place] of numbers) {
      this.values[place] = value;
      // The double is near the decimal that was written.
      if (!Number.isInteger(value)) this.errors[place] = ROUNDING * Math.abs(value);
    }
    this.result = result;
    this.#program = Int32Array.from(
      inOrder.flatMap(({ operator, left, right, place }) => [operators.indexOf(operator), left, right, place]),
    );
    this.#clockFrom = 4 * constant.length;
    this.#armFrom = this.#clockFrom + 4 * ofClock.length;
    this.#run(0, this.#clockFrom);
  }

  /** Sets the number of pulls of all arms. */
  setClock(totalPulls: number): void {
    this.values[TOTAL_PULLS] = totalPulls;
    this.values[DECISION] = totalPulls + 1;
    this.#run(this.#clockFrom, this.#armFrom);
  }

  /** Computes the result for the arm whose values the caller filled in. */
  evaluate(): void {
    this.#run(this.#armFrom, this.#program.length);
  }

  #run(from: number, to: number): void {
    const { values, errors } = this;
    const program = this.#program;
    for (let step = from; step < to; step += 4) {
      const operator = program[step];
      const left = program[step + 1];
      const right = program[step + 2];
      const a = values[left];
      const b = values[right];
      const errorA = errors[left];
      const errorB = errors[right];
      let value = 0;
      let error = 0;
      switch (operator) {
        case ADD:
          value = a + b;
          error = errorA + errorB + roundingOf(a, b, value);
          break;
        case SUBTRACT:
          value = a - b;
          error = errorA + errorB + roundingOf(a, b, value);
          break;
        case MULTIPLY:
          value = a * b;
          error = Math.abs(a) * errorB + Math.abs(b) * errorA + errorA * errorB;
          if (a !== 0 && b !== 0) error += roundingOf(a, b, value);
          break;
        case DIVIDE:
          value = a / b;
          if (Math.abs(b) <= errorB) error = UNKNOWN;
          else {
            error = (errorA + Math.abs(value) * errorB) / (Math.abs(b) - errorB);
            if (a !== 0) error += value * b === a ? roundingOf(a, b, value) : ROUNDING * Math.abs(value) + TINY;
          }
          break;
        case ROOT:
          value = a > 0 ? Math.sqrt(a) : 0;
          error = errorA === 0 ? ROUNDING * value : Math.min(errorA / value, Math.sqrt(errorA)) + ROUNDING * value;
          break;
        case LOGARITHM:
          value = unboxed(log(a));
          error = (a > errorA ? errorA / (a - errorA) : UNKNOWN) + ROUNDING * Math.abs(value);
          break;
        case POSITIVE_LOGARITHM:
          value = a > 1 ? unboxed(log(a)) : 0;
          error = a + errorA > 1 ? errorA / Math.max(0.5, a - errorA) + ROUNDING * value : 0;
          break;
        default: {
          // If two values can be told apart, only the error of the chosen one counts.
          const isLeft = operator === MINIMUM ? a <= b : a >= b;
          value = isLeft ? a : b;
          error = Math.abs(a - b) > errorA + errorB ? (isLeft ? errorA : errorB) : Math.max(errorA, errorB);
        }
      }
      values[program[step + 3]] = value;
      errors[program[step + 3]] = error;
    }
  }
}

/** Added to every rounding error, for numbers too small for relative rounding: among them only 0 is exact. */
const TINY = Number.MIN_VALUE;

/** Sums, differences and products of whole numbers are exact. */
function roundingOf(a: number, b: number, value: number): number {
  const size = Math.abs(value);
  return size <= MOST_WHOLE && Number.isInteger(a) && Number.isInteger(b) && Number.isInteger(value)
    ? 0
    : ROUNDING * size + TINY;
}

/** Adds a step; equal steps are computed once. */
function compile(expression: Expression, constants: Readonly<Record<string, number>>) {
  const steps: Step[] = [];
  const numbers = new Map<number, number>();
  const known = new Map<string, Step>();
  let size = INPUTS;
  const placeOfNumber = (value: number) => {
    if (!numbers.has(value)) numbers.set(value, size++);
    return { place: numbers.get(value)!, ofClock: true, isConstant: true };
  };
  const add = (part: Expression): Pick<Step, "place" | "ofClock" | "isConstant"> => {
    if (part.kind === "number") return placeOfNumber(part.value);
    if (part.kind === "symbol") {
      const place = places[part.name];
      if (place === undefined) return placeOfNumber(constants[part.name]);
      return { place, ofClock: place >= TOTAL_PULLS, isConstant: false };
    }
    const { operator } = part;
    const [left, right = left] = part.operands.map(add);
    const key = `${operator} ${left.place} ${right.place}`;
    const step = known.get(key) ?? {
      operator,
      left: left.place,
      right: right.place,
      place: size++,
      ofClock: left.ofClock && right.ofClock,
      isConstant: left.isConstant && right.isConstant,
    };
    if (!known.has(key)) steps.push(step);
    known.set(key, step);
    return step;
  };
  return { result: add(expression).place, steps, numbers };
}
