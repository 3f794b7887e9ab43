import type * as z from "zod";
import { banditDefinitions, type BanditSpec } from "../bandits/registry.ts";

/** An example of every registered kind of bandit: its first variant, or its defaults. */
export const exampleBandits: readonly z.input<typeof BanditSpec>[] = banditDefinitions.map(
  ({ kind, variants = [] }) => ({ ...variants[0], kind }) as z.input<typeof BanditSpec>,
);
