import { limits } from "../limits.ts";

/** Splits a list into lots of at most as many policies as one simulation can hold. */
export function inLots<Item>(items: readonly Item[], size: number = limits.policies): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, lot) => items.slice(lot * size, (lot + 1) * size));
}
