import type * as z from "zod";
import { definePolicy, type PolicyDefinition } from "../policy.ts";
import type { windowParameter } from "./window.ts";
import { Windowed } from "./windowed.ts";

/**
 * A policy of counts or moments, played on the last τ pulls of all arms alone: for arms whose means change.
 *
 * @param definition the policy, with τ as its parameter `window`, which its own formula may use as well
 */
export function defineWindowedPolicy<const Kind extends string, Parameters extends z.ZodObject<WindowShape>>(
  definition: PolicyDefinition<Kind, Parameters>,
): PolicyDefinition<Kind, Parameters> {
  return definePolicy<Kind, Parameters>({
    ...definition,
    costs: { ...definition.costs, replay: () => WINDOW_NANOSECONDS },
    needs: (given, rewards) => ({ ...definition.needs(given, rewards), belief: "history" }),
    create: (given, seen) =>
      new Windowed((given as { window: number }).window, seen, (part) => definition.create(given, part)),
    // These would use all pulls instead of the last τ.
    indexFormula: undefined,
    posteriors: undefined,
  });
}

/** Exact sums of one reward that comes and one that leaves. */
const WINDOW_NANOSECONDS = 6000;

type WindowShape = { window: typeof windowParameter } & z.ZodRawShape;
