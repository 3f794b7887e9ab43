import { log } from "../../policies/numerics/elementary.ts";
import type { BanditSpec } from "../bandits/registry.ts";
import type { measures } from "../simulation/measures.ts";
import { laiRobbinsConstant } from "./lai-robbins.ts";

/** A proven bound of a measure, shown beside its simulated values. */
interface Bound {
  name: string;
  title: string;
  description: string;
  /** Name of the measure that it bounds. */
  measure: (typeof measures)[number]["name"];
  /** Its value after t pulls; undefined where a bandit has none. */
  valueOf: (bandit: BanditSpec) => ((t: number) => number) | undefined;
}

/** All bounds. A new one is a row here; results and charts then include it. */
export const bounds: readonly Bound[] = [
  {
    name: "lai-robbins",
    title: "Lai–Robbins (asymptotic)",
    description: "The Lai–Robbins bound holds as t → ∞; a policy may be below it at finite t.",
    measure: "regret",
    valueOf: (bandit) => {
      const constant = laiRobbinsConstant(bandit);
      return constant === undefined ? undefined : (t) => constant * log(t);
    },
  },
];
