export type Tone = "quiet" | "active" | "good" | "bad";

/** What the bar says of a run or of a sweep. */
export interface BarState {
  text: string;
  tone: Tone;
  /** "640 of 2,000 replications, about 12 s left". */
  progress: string;
  /** Replications done, and all of them. */
  done: number;
  all: number;
  /** Whether it can be cancelled. */
  active: boolean;
  /** SHA-256 of the settings. */
  hash?: string;
}
