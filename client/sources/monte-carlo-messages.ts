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
  /** Counts at draws evenly spaced in their logarithm, since the last message; the last one is the present state. */
  trail: MonteCarloCounts[];
  finished: boolean;
}
