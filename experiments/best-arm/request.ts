import type * as z from "zod";
import { Posteriors } from "../../policies/posteriors/family.ts";

/** Which arm is best, given what is believed of every arm: `{ family, arms }`. */
export const BestArmRequest = Posteriors.meta({ id: "BestArmRequest" });
export type BestArmRequest = z.output<typeof BestArmRequest>;
