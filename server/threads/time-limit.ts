import { machineSlowness } from "./machine-speed.ts";
import { ownThread, processorMilliseconds } from "./processor-time.ts";

/** When work is ended that takes longer than it was planned to. */
export interface Patience {
  /** After so many times its plan, in units of this machine, */
  timesItsPlan: number;
  /** but not before this. */
  leastMilliseconds: number;
}

const TIMES_ITS_PLAN = 10;
/** By the clock, short work may take long on a machine that is busy with a hundred other things. */
const LEAST_MILLISECONDS = { processor: 1000, clock: 20_000 };

/** Ten times the plan, and a second at least: of a processor where the system tells its threads' time, else of the clock. */
export function usualPatience(): Patience {
  const thread = ownThread();
  const isTold = thread !== undefined && processorMilliseconds(thread) !== undefined;
  return {
    timesItsPlan: TIMES_ITS_PLAN,
    leastMilliseconds: isTold ? LEAST_MILLISECONDS.processor : LEAST_MILLISECONDS.clock,
  };
}

/** Milliseconds that work may take which is planned to take so many of an ordinary core. */
export function mostMilliseconds(planned: number, { timesItsPlan, leastMilliseconds } = usualPatience()): number {
  return Math.max(leastMilliseconds, timesItsPlan * planned * machineSlowness());
}

/** Milliseconds that work may take more, which turns out on the way to take so many more of an ordinary core. */
export function moreMilliseconds(planned: number): number {
  return TIMES_ITS_PLAN * planned * machineSlowness();
}
