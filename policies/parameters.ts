import * as z from "zod";

/** The parameter of every policy that takes an argmax. */
export const tieBreakParameter = z.enum(["uniform", "first"]).default("uniform").meta({
  title: "ties",
  description: "How to break ties: at random with equal probabilities, or by taking the arm with the lowest index.",
});

/** The factor that widens confidence bounds. */
export const explorationParameter = (by: number) =>
  z.number().min(0).max(1e6).default(by).meta({ title: "exploration constant", symbol: "\\xi" });

/** The difference of the largest and the smallest reward. */
export const rangeParameter = z.number().gt(0).max(1e9).default(1).meta({ title: "range of the rewards", symbol: "B" });

/** The parameter of the policies that rank arms by sample mean. */
export const initialValueParameter = z
  .number()
  .min(-1e9)
  .max(1e9)
  .default(0)
  .meta({ title: "value of an untried arm", symbol: "Q_0" });
