import { log } from "../../policies/numerics/elementary.ts";
import type { BanditSpec } from "../bandits/registry.ts";
import type { measures } from "../simulation/measures.ts";
import { laiRobbinsConstant } from "./lai-robbins.ts";

/** What the literature proves of a measure, beside the simulated one. */
interface Bound {
  name: string;
  title: string;
  description: string;
  /** Name of the measure that it bounds. */
  measure: (typeof measures)[number]["name"];
  /** Its value after t pulls; undefined where a bandit has none. */
  valueOf: (bandit: BanditSpec) => ((t: number) => number) | undefined;
}

/** All bounds: a new one is a row, and is in every result and chart. */
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
