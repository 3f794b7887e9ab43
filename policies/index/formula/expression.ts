/** The operators of an index. ln⁺ x = max(0, ln x); the root of a negative number counts as 0. */
export const operators = ["+", "-", "*", "/", "sqrt", "ln", "lnPlus", "min", "max"] as const;
export type Operator = (typeof operators)[number];

/** An index as data, before arms and parameters have values. */
export type Expression =
  | { kind: "number"; value: number }
  | { kind: "symbol"; name: string }
  | { kind: "operation"; operator: Operator; operands: readonly Expression[] };

/** What a value depends on: the number of pulls of all arms, the pulls of one arm, the rewards of one arm. */
export interface Variation {
  clock: boolean;
  pulls: boolean;
  rewards: boolean;
}

interface SymbolMeaning extends Variation {
  latex: string;
}

const problem = { clock: false, pulls: false, rewards: false };
const clock = { ...problem, clock: true };
const rewards = { ...problem, pulls: true, rewards: true };

/** The symbols that every index has; all others are the policy's parameters. */
export const symbols: Readonly<Record<string, SymbolMeaning>> = {
  /** Pulls of the arm, the sum of its rewards and that of their squares. */
  n: { ...problem, pulls: true, latex: "n_a" },
  s: { ...rewards, latex: "s_a" },
  q: { ...rewards, latex: "q_a" },
  /** s/n, and q/n − (s/n)². */
  mean: { ...rewards, latex: String.raw`\hat\mu_a` },
  variance: { ...rewards, latex: String.raw`\hat\sigma_a^2` },
  /** Pulls of all arms so far, and the decision number N + 1. */
  N: { ...clock, latex: "N" },
  t: { ...clock, latex: "t" },
  /** The horizon and the number of arms. */
  T: { ...problem, latex: "T" },
  K: { ...problem, latex: "K" },
};

/** What an expression depends on. */
export function variationOf(expression: Expression): Variation {
  if (expression.kind === "number") return problem;
  if (expression.kind === "symbol") return symbols[expression.name] ?? problem;
  const parts = expression.operands.map(variationOf);
  return {
    clock: parts.some((part) => part.clock),
    pulls: parts.some((part) => part.pulls),
    rewards: parts.some((part) => part.rewards),
  };
}

/** The names of all symbols in an expression. */
export function namesIn(expression: Expression): Set<string> {
  if (expression.kind === "number") return new Set();
  if (expression.kind === "symbol") return new Set([expression.name]);
  return new Set(expression.operands.flatMap((operand) => [...namesIn(operand)]));
}

export const numberOf = (value: number): Expression => ({ kind: "number", value });
export const operation = (operator: Operator, ...operands: Expression[]): Expression => ({
  kind: "operation",
  operator,
  operands,
});

const operandCounts: Record<string, number> = { sqrt: 1, ln: 1, lnPlus: 1, min: 2, max: 2 };

/**
 * Reads an index such as `mean + sqrt(2 * ln(N) / n)`: numbers, symbols, parameters, + − * / and the functions above.
 *
 * @throws SyntaxError on any other text
 */
export function parseExpression(text: string): Expression {
  const tokens = text.match(/\d+(?:\.\d+)?|[A-Za-z]\w*|\S/g) ?? [];
  let next = 0;
  const fail = (): never => {
    throw new SyntaxError(`cannot read ${JSON.stringify(text)} at ${tokens[next] ?? "its end"}`);
  };
  const expect = (token: string) => (tokens[next] === token ? next++ : fail());

  /** Reads operands joined by operators of one precedence, from left to right. */
  const chain = (operand: () => Expression, joining: readonly string[]): Expression => {
    let left = operand();
    while (joining.includes(tokens[next])) left = operation(tokens[next++] as Operator, left, operand());
    return left;
  };
  const sum = (): Expression => chain(() => chain(factor, ["*", "/"]), ["+", "-"]);
  const factor = (): Expression => {
    const token = tokens[next++] ?? fail();
    if (token === "(") {
      const inner = sum();
      expect(")");
      return inner;
    }
    if (/^\d/.test(token)) return numberOf(Number(token));
    if (!/^[A-Za-z]/.test(token)) return (next--, fail());
    return Object.hasOwn(operandCounts, token) ? call(token as Operator) : { kind: "symbol", name: token };
  };
  const call = (operator: Operator): Expression => {
    expect("(");
    const operands = [sum()];
    for (; operands.length < operandCounts[operator]; operands.push(sum())) expect(",");
    expect(")");
    return operation(operator, ...operands);
  };

  const whole = sum();
  return next === tokens.length ? whole : fail();
}
