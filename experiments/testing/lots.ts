import { limits } from "../limits.ts";

/** A list in lots that one simulation can hold: as many policies at most. */
export function inLots<Item>(items: readonly Item[], size: number = limits.policies): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, lot) => items.slice(lot * size, (lot + 1) * size));
}
