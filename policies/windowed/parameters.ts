import * as z from "zod";

/**
 * How many pulls count. At most 10⁶, which take 12 MB a policy: a simulation of 10⁷ pulls, the longest there is, forgets with
 * a tenth of them already, and the windows that theory advises are about its square root.
 */
export const windowParameter = z
  .int()
  .min(1)
  .max(1e6)
  .default(100)
  .meta({ title: "window: last pulls that count", symbol: String.raw`\tau` });

/** What the bonus of upper confidence is multiplied by, under the root. */
export const explorationParameter = (value: number) =>
  z
    .number()
    .min(0)
    .max(1e6)
    .default(value)
    .meta({ title: "exploration constant", symbol: String.raw`\xi` });

/** Rewards lie in an interval that is so long. */
export const rangeParameter = z.number().gt(0).max(1e9).default(1).meta({ title: "range of the rewards", symbol: "B" });
