import type { SelectionTable, TablePlan } from "../policy.ts";
import type { BetaParameters } from "./beta-kernel.ts";
import { bestArmNodes, nodeCount } from "./best-arm-nodes.ts";
import { BestOfTwoTable, twoArmsInRange } from "./best-of-two-table.ts";

/**
 * P(θ_k is the largest), k = 1 … K, for all posteriors that independent Beta priors can turn into within some pulls of
 * rewards 0 or 1: by recurrences for two arms, by sums over common quadrature nodes for other numbers.
 */
export function bestArmTable(priors: readonly BetaParameters[], mostPulls: number): TablePlan {
  if (priors.length === 2 && twoArmsInRange(priors[0], priors[1], mostPulls)) {
    return {
      nanosecondsToCreate: 200 * mostPulls * mostPulls + 1e6,
      nanosecondsPerState: 4,
      create: () => new BestOfTwoTable(priors[0], priors[1], mostPulls),
    };
  }
  const nodes = nodeCount(priors, mostPulls);
  return {
    nanosecondsToCreate: 20 * priors.length * nodes * (mostPulls + 1) ** 2 + 1e6,
    nanosecondsPerState: 1.5 * priors.length * nodes,
    create: (): SelectionTable => bestArmNodes(priors, mostPulls),
  };
}
