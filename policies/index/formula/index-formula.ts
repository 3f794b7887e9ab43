import { Rational } from "../../numerics/rational.ts";
import type { ArmStatistics } from "../../statistics/arm-statistics.ts";
import { exactValue, type ExactValue, type KnownParts } from "./exact-value.ts";
import type { Expression } from "./expression.ts";
import { rises, separableShape, type SeparableShape } from "./shape.ts";
import { Tape } from "./tape.ts";

/** An index with the values known before the first pull: its parameters, the number of arms, the horizon. */
export class IndexFormula {
  readonly #expression: Expression;
  readonly #constants: Readonly<Record<string, number>>;
  /** Its parts that depend on the clock and on the arm, if it separates into such parts. */
  readonly shape: SeparableShape | undefined;

  /**
   * @param constants the values of its parameters, of K and of T, as they were written
   * @throws RangeError if the index of an arm might fall while the arm is not pulled
   */
  constructor(expression: Expression, constants: Readonly<Record<string, number>>) {
    this.#expression = expression;
    this.#constants = constants;
    this.shape = separableShape(expression, constants);
    if (!this.shape && !rises(expression, constants)) {
      throw new RangeError("an index must not fall while its arm is not pulled");
    }
  }

  /** The index in doubles, or one of its factors. */
  tape(expression = this.#expression): Tape {
    return new Tape(expression, this.#constants);
  }

  /**
   * The exact index of an arm that was pulled.
   *
   * @param known irrational parts computed for other arms at the same decision
   */
  exactIndex(arm: number, statistics: ArmStatistics, known: KnownParts): ExactValue {
    const valueOf = (name: string) => {
      const constant = this.#constants[name];
      return constant === undefined ? arms[name](arm, statistics) : Rational.fromDecimal(constant);
    };
    return exactValue(this.#expression, valueOf, known);
  }
}

const arms: Record<string, (arm: number, statistics: ArmStatistics) => Rational> = {
  n: (arm, { pulls }) => Rational.of(pulls[arm]),
  s: (arm, statistics) => statistics.exactMean(arm).times(arms.n(arm, statistics)),
  q: (arm, statistics) => statistics.exactSquareSum(arm),
  mean: (arm, statistics) => statistics.exactMean(arm),
  variance: (arm, statistics) => {
    const mean = statistics.exactMean(arm);
    const variance = statistics.exactSquareSum(arm).over(arms.n(arm, statistics)).minus(mean.times(mean));
    // Square sums given as rounded decimals may be too small.
    return variance.numerator < 0n ? Rational.zero : variance;
  },
  N: (_, { totalPulls }) => Rational.of(totalPulls),
  t: (_, { decision }) => Rational.of(decision),
};
