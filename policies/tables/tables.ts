import { gittins } from "../planning/gittins.ts";
import type { PolicyDefinition } from "../policy.ts";
import type { TieBreak } from "../tied-arms.ts";
import { priorsOf } from "../posterior/thompson-beta.ts";
import type { PolicyKind, PolicySpec } from "../registry.ts";
import { epsilonGreedy } from "../value/epsilon-greedy.ts";
import { greedy } from "../value/greedy.ts";
import { bayesOptimalTable } from "./bayes-optimal-table.ts";
import { bestArmTable } from "./best-arm-table.ts";
import { gittinsIndexTable } from "./gittins-index-table.ts";
import { evenShares } from "./index-selection-table.ts";
import { indexTable } from "./index-table.ts";
import { exploringShares, meanTable } from "./mean-table.ts";
import { bayesUcbTable, klUcbTable } from "./rising-index-tables.ts";
import { softmaxTable } from "./softmax-table.ts";
import type { TablePlan } from "./table-plan.ts";
import { uniformTable } from "./uniform-table.ts";

/** Plans the table of a policy with these parameters; undefined where these parameters have none. */
type PlanOf<Kind extends PolicyKind> = (
  parameters: Omit<Extract<PolicySpec, { kind: Kind }>, "kind">,
  armCount: number,
  mostPulls: number,
) => TablePlan | undefined;

/** The policies with a table of their own. Every policy whose index is data has one besides: see `selectionTablePlan`. */
export const tablePlans: { [Kind in PolicyKind]?: PlanOf<Kind> } = {
  uniform: (_, armCount) => uniformTable(armCount),
  greedy: (given, armCount, mostPulls) =>
    meanTable(
      (statistics) => greedy.create(given, { statistics }),
      given.initialValue,
      evenShares(given.tieBreak),
      armCount,
      mostPulls,
    ),
  "epsilon-greedy": (given, armCount, mostPulls) =>
    meanTable(
      (statistics) => epsilonGreedy.create(given, { statistics }),
      given.initialValue,
      exploringShares(given, armCount),
      armCount,
      mostPulls,
    ),
  softmax: ({ temperature }, armCount, mostPulls) => softmaxTable(temperature, armCount, mostPulls),
  "kl-ucb": klUcbTable,
  "bayes-ucb": bayesUcbTable,
  "thompson-beta": (given, armCount, mostPulls) => bestArmTable(priorsOf(given, armCount), mostPulls),
  gittins: (given, armCount, mostPulls) =>
    gittinsIndexTable((statistics) => gittins.create(given, { statistics }), given, armCount, mostPulls),
  "bayes-optimal": ({ alpha, beta, tieBreak }, armCount, mostPulls) =>
    bayesOptimalTable(
      Array.from({ length: armCount }, () => ({ alpha, beta })),
      tieBreak,
      mostPulls,
    ),
};

/**
 * Plans the table of a policy's selection probabilities at all states of rewards 0 or 1. A table costs less than asking
 * the policy state by state.
 *
 * @param mostPulls the most pulls of all arms together: one less than the horizon
 * @returns undefined where the policy has no table
 */
export function selectionTablePlan(
  definition: PolicyDefinition,
  parameters: Record<string, unknown>,
  armCount: number,
  mostPulls: number,
): TablePlan | undefined {
  const plan = (tablePlans as Record<string, PlanOf<never> | undefined>)[definition.kind];
  if (plan) return plan(parameters as never, armCount, mostPulls);
  const formula = definition.indexFormula?.(parameters, armCount, mostPulls + 1);
  return formula && indexTable(formula, parameters.tieBreak as TieBreak, armCount, mostPulls);
}
