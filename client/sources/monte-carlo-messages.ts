import type { SelectionRequestInput } from "../../experiments/selection/request.ts";

export type MonteCarloCommand =
  | { type: "load"; request: SelectionRequestInput; seed: string }
  | { type: "start" }
  | { type: "pause" };

/** How often each arm was selected in the first `draws` draws. */
export interface MonteCarloCounts {
  draws: number;
  counts: number[];
}

export interface MonteCarloProgress {
  /** Counts since the last message, at draws evenly spaced in their logarithm; the last entry is the current state. */
  trail: MonteCarloCounts[];
  finished: boolean;
}
