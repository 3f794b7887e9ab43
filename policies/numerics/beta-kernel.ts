/** Parameters of a Beta distribution. */
export interface BetaParameters {
  alpha: number;
  beta: number;
}
