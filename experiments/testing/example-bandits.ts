import type * as z from "zod";
import type { BanditSpec } from "../bandits/registry.ts";

/** An example of every registered kind of bandit. */
export const exampleBandits: readonly z.input<typeof BanditSpec>[] = [
  { kind: "bernoulli", means: [0.55, 0.5] },
  {
    kind: "beta-bernoulli",
    priors: [
      { alpha: 0.5, beta: 0.5 },
      { alpha: 3, beta: 2 },
    ],
  },
  { kind: "gaussian", means: [0, 0.3, -0.4], standardDeviation: 0.7 },
  { kind: "gaussian-testbed", arms: 10 },
];
