import * as z from "zod";

/** The parameter of every policy that takes an argmax. */
export const tieBreakParameter = z
  .enum(["uniform", "first"])
  .default("uniform")
  .meta({ title: "ties", description: "Split ties evenly, or give them to the arm with the lowest index." });

/** How wide confidence bounds are. */
export const explorationParameter = (by: number) =>
  z.number().min(0).max(1e6).default(by).meta({ title: "exploration constant", symbol: "\\xi" });

/** What the largest and the smallest reward differ by. */
export const rangeParameter = z.number().gt(0).max(1e9).default(1).meta({ title: "range of the rewards", symbol: "B" });

/** The parameter of the policies that rank arms by sample mean. */
export const initialValueParameter = z
  .number()
  .min(-1e9)
  .max(1e9)
  .default(0)
  .meta({ title: "value of an untried arm", symbol: "Q_0" });
