import * as z from "zod";
import { type BlockWeight, definePolicy, type PolicyDefinition, stateNanoseconds, type Workload } from "../policy.ts";
import { tieBreakParameter } from "../parameters.ts";
import type { TieBreak } from "../tied-arms.ts";
import { type RewardSpace, rewardSpaces } from "../reward-space.ts";
import { namesIn, parseExpression, symbols } from "./formula/expression.ts";
import { IndexFormula } from "./formula/index-formula.ts";
import { indexPolicy } from "./index-policy.ts";
import { latexOf } from "./formula/latex.ts";

type IndexParameters<Shape extends z.ZodRawShape> = z.ZodObject<
  Shape & { tieBreak: typeof tieBreakParameter },
  z.core.$strict
>;

export interface IndexPolicyOptions<Kind extends string, Shape extends z.ZodRawShape> {
  kind: Kind;
  label: string;
  rule: string;
  source: string;
  /** The index: an expression in the symbols of `expression.ts` and the parameters. See `parseExpression`. */
  index: string;
  /** Parameters beside `tieBreak`, all numbers. */
  parameters?: Shape;
  /** As in `PolicyDefinition`. */
  variants?: readonly Partial<z.input<IndexParameters<Shape>>>[];
  /** The rewards that the policy is meant for; it can compute with any. */
  rewards: RewardSpace;
  /** Nanoseconds of a simulated pull. */
  pull: (workload: Workload) => number;
  blockWeight: BlockWeight;
}

const NO_PARAMETERS = {};

/**
 * Defines a policy that plays untried arms first, then the arm with the highest index. The index gives all the rest: the
 * LaTeX formula, the statistics it needs, whether it needs the horizon, its draws, its exact law, its table.
 *
 * @throws SyntaxError on an index that is not an expression, RangeError on a name that is neither a symbol nor a
 *   parameter
 */
export function defineIndexPolicy<const Kind extends string, Shape extends z.ZodRawShape = typeof NO_PARAMETERS>(
  options: IndexPolicyOptions<Kind, Shape>,
): PolicyDefinition<Kind, IndexParameters<Shape>> {
  const { kind, label, rule, source, rewards, pull, blockWeight } = options;
  const expression = parseExpression(options.index);
  const names = namesIn(expression);
  const parameters = z.strictObject({ ...options.parameters, tieBreak: tieBreakParameter }) as IndexParameters<Shape>;
  const symbolOf = (name: string) => symbols[name]?.latex ?? parameterSymbol(parameters.shape, name);
  const isOfMoments = names.has("q") || names.has("variance");
  const horizon = names.has("T") ? "known" : undefined;

  const indexFormula = (given: object, armCount: number, T = NaN) => {
    if (horizon && Number.isNaN(T)) throw new RangeError(`${kind} needs a horizon`);
    return new IndexFormula(expression, { ...numbersIn(given), K: armCount, T });
  };

  return definePolicy<Kind, IndexParameters<Shape>>({
    kind,
    label,
    rule,
    formula: String.raw`A_t = \operatorname*{argmax}_a \left[ ${latexOf(expression, symbolOf)} \right]`,
    source,
    exactness: "a fraction: 1/(number of arms with the highest index), ties decided exactly",
    parameters,
    variants: options.variants,
    needs: () => ({
      belief: isOfMoments ? "moments" : "counts",
      rewards,
      computable: rewardSpaces.real,
      ...(horizon && { horizon }),
    }),
    costs: { pull: (_, workload) => pull(workload), decision: stateNanoseconds },
    blockWeight: () => blockWeight,
    indexFormula,
    create: (given, seen) => {
      const { tieBreak } = given as { tieBreak: TieBreak };
      return indexPolicy(indexFormula(given, seen.statistics.armCount, seen.horizon), tieBreak, seen);
    },
  });
}

const numbersIn = (given: object) =>
  Object.fromEntries(Object.entries(given).filter((entry): entry is [string, number] => typeof entry[1] === "number"));

/** The symbol of a parameter in formulas. */
function parameterSymbol(shape: z.ZodRawShape, name: string): string {
  const symbol = (shape[name] as z.ZodType | undefined)?.meta()?.symbol;
  if (typeof symbol !== "string")
    throw new RangeError(`${name} is neither a symbol of an index nor a parameter with a symbol`);
  return symbol;
}
