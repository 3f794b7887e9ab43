import { machineSlowness } from "./machine-speed.ts";
import { ownThread, processorMilliseconds } from "./processor-time.ts";

/** When work is ended that takes longer than planned. */
export interface Patience {
  /** After so many times its plan, on this machine, */
  timesItsPlan: number;
  /** but not before this. */
  leastMilliseconds: number;
}

const TIMES_ITS_PLAN = 10;
/** By the clock, short work may take long on a busy machine. */
const LEAST_MILLISECONDS = { processor: 1000, clock: 20_000 };

/** Ten times the plan, and at least 1 s of processor time, or 20 s of the clock if the system does not count that. */
export function usualPatience(): Patience {
  const thread = ownThread();
  const isCounted = thread !== undefined && processorMilliseconds(thread) !== undefined;
  return {
    timesItsPlan: TIMES_ITS_PLAN,
    leastMilliseconds: isCounted ? LEAST_MILLISECONDS.processor : LEAST_MILLISECONDS.clock,
  };
}

/** The time limit in milliseconds of work that is planned to take so many on an ordinary core. */
export function mostMilliseconds(planned: number, { timesItsPlan, leastMilliseconds } = usualPatience()): number {
  return Math.max(leastMilliseconds, timesItsPlan * planned * machineSlowness());
}

/** The additional limit of work whose plan grows by so many milliseconds of an ordinary core. */
export function moreMilliseconds(planned: number): number {
  return TIMES_ITS_PLAN * planned * machineSlowness();
}
