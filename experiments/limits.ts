/**
 * The largest inputs that the library, the command line and the API accept. The schemas and GET /api/v1 read them here.
 *
 * @example
 * ```ts
 * limits.arms; // 1000
 * ```
 */
export const limits = {
  arms: 1000,
  horizon: 10_000_000,
  replications: 1_000_000,
  policies: 16,
  historyLength: 10_000,
  /** Pulls of one arm that a question may count. */
  countedPulls: 1_000_000_000_000,
  monteCarloDraws: 10_000_000,
  checkpoints: 1000,
  nameLength: 100,
  seedLength: 200,
  /** Arms × policies × checkpoints up to which pulls per arm are reported at every checkpoint; beyond, at the horizon alone. */
  pullEntries: 500_000,
  sweepAxes: 3,
  sweepPoints: 400,
  /** Characters of all specifications of a sweep together; each arm counts as 20. */
  sweepCharacters: 2_000_000,
  /** Steps of a trace, and their number times the arms. */
  traceSteps: 1000,
  traceEntries: 50_000,
} as const;
