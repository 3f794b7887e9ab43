import { pow } from "../../policies/numerics/elementary.ts";
import type { SimulationSpec } from "./spec.ts";

/** The pulls at which a simulation reports results, ascending; the last is the horizon. */
export function checkpointsOf({ horizon, checkpoints }: Pick<SimulationSpec, "horizon" | "checkpoints">): number[] {
  return spacings[checkpoints.kind](horizon, checkpoints.count);
}

/**
 * At most `count` integers from 1 to the horizon, both included, evenly spaced in log t as far as integers allow; all pulls
 * if the horizon is at most `count`.
 */
export function logCheckpoints(horizon: number, count: number): number[] {
  if (horizon <= count) return Array.from({ length: horizon }, (_, i) => i + 1);
  const checkpoints: number[] = [];
  let last = 0;
  for (let i = 0; i < count; i++) {
    // Each step chooses the ratio anew, so that the small integers at the start leave the rest evenly spaced.
    const left = count - i;
    const next = last === 0 ? 1 : left === 1 ? horizon : Math.round(last * pow(horizon / last, 1 / left));
    last = Math.min(horizon, Math.max(last + 1, next));
    checkpoints.push(last);
  }
  return checkpoints;
}

/**
 * At most `count` integers from about horizon/count to the horizon, evenly spaced as far as integers allow; all pulls if the
 * horizon is at most `count`.
 */
export function linearCheckpoints(horizon: number, count: number): number[] {
  const length = Math.min(horizon, count);
  return Array.from({ length }, (_, i) => Math.round(((i + 1) * horizon) / length));
}

const spacings = { log: logCheckpoints, linear: linearCheckpoints } satisfies Record<
  SimulationSpec["checkpoints"]["kind"],
  unknown
>;
