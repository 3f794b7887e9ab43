import type { TablePlan } from "./table-plan.ts";
import type { BetaParameters } from "../posteriors/beta.ts";
import { bestArmNodes } from "./best-arm-nodes.ts";
import { nodeCount } from "./common-nodes.ts";
import { BestOfTwoTable, twoArmsInRange } from "./best-of-two-table.ts";
import { pow } from "../numerics/elementary.ts";

/**
 * P(θ_k is the largest), k = 1 … K, for all posteriors that independent Beta priors can become within some pulls of
 * rewards 0 or 1: by recurrences for two arms, by sums over common quadrature nodes for more.
 */
export function bestArmTable(priors: readonly BetaParameters[], mostPulls: number): TablePlan {
  const states = pow(mostPulls + 1, 2);
  if (priors.length === 1) {
    const certain = { fill: (_: ArrayLike<number>, out: Float64Array) => void out.fill(1) };
    return { nanosecondsToCreate: 0, nanosecondsPerState: 1, bytes: 0, create: () => certain };
  }
  if (priors.length === 2 && twoArmsInRange(priors[0], priors[1], mostPulls)) {
    return {
      nanosecondsToCreate: 40 * states + 1e6,
      nanosecondsPerState: 6,
      bytes: 32 * states,
      create: () => new BestOfTwoTable(priors[0], priors[1], mostPulls),
    };
  }
  const nodes = nodeCount(priors, mostPulls);
  return {
    nanosecondsToCreate: 10 * priors.length * nodes * states + 1e6,
    nanosecondsPerState: 3 * priors.length * nodes,
    bytes: 8 * priors.length * nodes * (states + priors.length / 2),
    create: () => bestArmNodes(priors, mostPulls),
  };
}
