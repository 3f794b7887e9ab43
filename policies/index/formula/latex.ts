import type { Expression, Operator } from "./expression.ts";

const { raw } = String;

/** Writes an operator with its operands. */
const forms: Record<Operator, (...operands: Expression[]) => (latex: (operand: Expression) => string) => string> = {
  "+": (a, b) => (latex) => `${latex(a)} + ${latex(b)}`,
  "-": (a, b) => (latex) => `${latex(a)} - ${inParentheses(b, latex)}`,
  "*": (a, b) => (latex) =>
    `${inParentheses(a, latex)}${b.kind === "number" ? raw` \cdot ` : " "}${inParentheses(b, latex)}`,
  "/": (a, b) => (latex) => raw`\frac{${latex(a)}}{${latex(b)}}`,
  sqrt: (a) => (latex) => raw`\sqrt{${latex(a)}}`,
  ln: (a) => (latex) => raw`\ln ${asArgument(a, latex)}`,
  lnPlus: (a) => (latex) => raw`\ln^{+} ${asArgument(a, latex)}`,
  min: (a, b) => (latex) => raw`\min\left\{${latex(a)}, ${latex(b)}\right\}`,
  max: (a, b) => (latex) => raw`\max\left\{${latex(a)}, ${latex(b)}\right\}`,
};

/**
 * Writes an expression in LaTeX.
 *
 * @param symbolOf the LaTeX of a symbol
 */
export function latexOf(expression: Expression, symbolOf: (name: string) => string): string {
  if (expression.kind === "number") return String(expression.value);
  if (expression.kind === "symbol") return symbolOf(expression.name);
  return forms[expression.operator](...expression.operands)((operand) => latexOf(operand, symbolOf));
}

const isOneOf = (expression: Expression, operators: readonly Operator[]) =>
  expression.kind === "operation" && operators.includes(expression.operator);

function inParentheses(expression: Expression, latex: (operand: Expression) => string): string {
  return isOneOf(expression, ["+", "-"]) ? raw`\left( ${latex(expression)} \right)` : latex(expression);
}

/** Writes the argument of a logarithm, which would end at its first factor. */
function asArgument(expression: Expression, latex: (operand: Expression) => string): string {
  return isOneOf(expression, ["+", "-", "*"]) ? raw`\left( ${latex(expression)} \right)` : latex(expression);
}
