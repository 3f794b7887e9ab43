import { type Expression, numberOf, operation, symbols, variationOf } from "./expression.ts";

/** An index of the shape mean + C·W, with C a function of the clock and W one of the arm's pulls. */
export interface SeparableShape {
  clock: Expression;
  pulls: Expression;
}

type Constants = Readonly<Record<string, number>>;
const unit = numberOf(1);

/**
 * The two factors of an index of the shape mean + C·W, with C ≥ 0 rising and W ≥ 0; undefined for any other shape. Roots
 * of products are products of roots.
 *
 * @param constants the values of the symbols that depend on neither an arm nor the clock
 */
export function separableShape(expression: Expression, constants: Constants): SeparableShape | undefined {
  if (expression.kind !== "operation" || expression.operator !== "+") return undefined;
  const [first, second] = expression.operands;
  if (first.kind !== "symbol" || first.name !== "mean") return undefined;
  const factors = factorsOf(second, constants);
  if (!factors) return undefined;
  const isFit =
    isNonNegative(factors.clock, constants) &&
    rises(factors.clock, constants) &&
    isNonNegative(factors.pulls, constants);
  return isFit ? factors : undefined;
}

function factorsOf(expression: Expression, constants: Constants): SeparableShape | undefined {
  const varies = variationOf(expression);
  if (varies.rewards) return undefined;
  if (!varies.pulls) return { clock: expression, pulls: unit };
  if (!varies.clock) {
    // Constant factors go to C, so that W keeps its size.
    const parts = splitting(expression, constants);
    return parts ?? { clock: unit, pulls: expression };
  }
  return splitting(expression, constants);
}

function splitting(expression: Expression, constants: Constants): SeparableShape | undefined {
  if (expression.kind !== "operation") return undefined;
  const { operator, operands } = expression;
  if (operator !== "*" && operator !== "/" && operator !== "sqrt") return undefined;
  const parts = operands.map((operand) => factorsOf(operand, constants));
  const [left, right] = parts;
  if (!left || parts.includes(undefined)) return undefined;
  if (right) {
    return {
      clock: operation(operator, left.clock, right.clock),
      pulls: operation(operator, left.pulls, right.pulls),
    };
  }
  const areRoots = isNonNegative(left.clock, constants) && isNonNegative(left.pulls, constants);
  return areRoots ? { clock: operation("sqrt", left.clock), pulls: operation("sqrt", left.pulls) } : undefined;
}

/** Whether the form of a value shows that it does not fall as other arms are pulled. Every arm has been pulled. */
export function rises(expression: Expression, constants: Constants): boolean {
  if (!variationOf(expression).clock || expression.kind !== "operation") return true;
  const [left, right = left] = expression.operands;
  const isRising = rises(left, constants) && rises(right, constants);
  switch (expression.operator) {
    case "*":
      return isRising && isNonNegative(left, constants) && isNonNegative(right, constants);
    case "-":
      return rises(left, constants) && !variationOf(right).clock;
    case "/":
      return rises(left, constants) && !variationOf(right).clock && isNonNegative(right, constants);
    default:
      return isRising;
  }
}

/** Whether the form of a value shows that it is at least 0, or at least 1. */
function isNonNegative(expression: Expression, constants: Constants): boolean {
  if (expression.kind === "number") return expression.value >= 0;
  if (expression.kind === "symbol")
    return isSize(expression.name, constants) || (constants[expression.name] ?? -1) >= 0;
  const { operator, operands } = expression;
  switch (operator) {
    case "sqrt":
    case "lnPlus":
      return true;
    case "ln":
      return isAtLeastOne(operands[0], constants);
    case "-":
      return false;
    default:
      return operands.every((operand) => isNonNegative(operand, constants));
  }
}

function isAtLeastOne(expression: Expression, constants: Constants): boolean {
  if (expression.kind === "number") return expression.value >= 1;
  if (expression.kind === "symbol") {
    return ["n", "N", "t"].includes(expression.name) || (constants[expression.name] ?? 0) >= 1;
  }
  const { operator, operands } = expression;
  return ["min", "max", "*", "+"].includes(operator) && operands.every((operand) => isAtLeastOne(operand, constants));
}

/** Symbols of an arm or of the clock that cannot be negative. */
function isSize(name: string, constants: Constants): boolean {
  return name in symbols && !(name in constants) && name !== "s" && name !== "mean";
}
