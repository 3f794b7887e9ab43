import { readFileSync } from "node:fs";
import type { Posteriors } from "../posteriors/family.ts";

/** A random problem with what mpmath found; see make_reference.py. */
export interface RandomProblem {
  name: string;
  posteriors: Posteriors;
  /** ln P(arm is the largest); null below −1400. */
  logProbabilities: (number | null)[];
  /** E[max − arm]; null where it is below 10⁻³⁰⁰ or does not exist. */
  losses: (number | null)[] | undefined;
}

interface Row {
  id: number;
  family: keyof typeof FAMILIES;
  regime: string;
  arms: number[][];
  ln_p: (string | null)[];
  loss?: (string | null)[];
}

/** The reference's names of families and the order of their parameters. */
export const FAMILIES = {
  beta: ["beta", "alpha", "beta"],
  normal: ["normal", "mean", "standardDeviation"],
  gamma: ["gamma", "shape", "rate"],
  student: ["student-t", "location", "scale", "degreesOfFreedom"],
} as const;

/** Arms of any scale; the table `vast` has Beta arms of up to 10¹⁵ pulls. */
export function randomProblems(table: "random" | "vast" = "random"): RandomProblem[] {
  const { cases } = JSON.parse(readFileSync(new URL(`${table}-best-arm.json`, import.meta.url), "utf8")) as {
    cases: Row[];
  };
  const numbers = (texts: (string | null)[]) => texts.map((text) => (text === null ? null : Number(text)));
  return cases.map(({ id, family, regime, arms, ln_p, loss }) => ({
    name: `${id} (${regime})`,
    posteriors: posteriorsOf(family, arms),
    logProbabilities: numbers(ln_p),
    losses: loss && numbers(loss),
  }));
}

function posteriorsOf(family: keyof typeof FAMILIES, arms: number[][]): Posteriors {
  const [name, ...parameters] = FAMILIES[family];
  const named = arms.map((values) => Object.fromEntries(parameters.map((parameter, i) => [parameter, values[i]])));
  return { family: name, arms: named } as unknown as Posteriors;
}
