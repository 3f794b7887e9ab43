/**
 * Selection probabilities at all states with the same pulls of every arm, computed together. Rewards are 0 or 1, so such a
 * state is the number of successes of every arm. States are ordered by these numbers, the last arm's changing fastest.
 */
export interface SelectionTable {
  /**
   * @param out the probabilities of the first arm, state by state, then those of the second, and so on
   * @param mass the probability of every state; where it is 0 the table may leave out the state
   */
  fill(pulls: ArrayLike<number>, out: Float64Array, mass?: Float64Array): void;
  /** The total mass of the states at which arms tie by tolerance. Absent: there are none. */
  readonly undecidedMass?: number;
}

/** A table before it is made, with its rough cost. */
export interface TablePlan {
  nanosecondsToCreate: number;
  nanosecondsPerState: number;
  bytes: number;
  /** The measured time of `create` and its bounds, if it is far from the plan. The plan decides how long curves are. */
  measuredToCreate?: number;
  /** Whether every arm is pulled once before any is pulled again. Other states then have probability 0. */
  triesAllArmsFirst?: boolean;
  create(): SelectionTable;
}
