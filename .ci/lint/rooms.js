// Which way imports run. A file belongs to the room whose path is the longest that its own begins with.

/**
 * Rooms from the lowest to the highest. A file imports from its own room and from rooms on lower levels; rooms on one level
 * do not see each other. Types count as well as values.
 */
export const levels = [
  ["policies/numerics"],
  ["policies/random", "policies/law.ts", "policies/reward-space.ts", "policies/statistics", "policies/work-meter.ts"],
  ["policies/tied-arms.ts"],
  ["policies/index/formula", "policies/posteriors"],
  ["policies"],
  ["policies/index", "policies/value", "policies/weights", "policies/posterior", "policies/planning"],
  ["policies/windowed"],
  ["policies/definitions.ts"],
  ["policies/registry.ts"],
  ["policies/tables"],
  ["experiments"],
  ["experiments/mistakes"],
  ["experiments/bandits"],
  ["experiments/spec"],
  ["experiments/exact", "experiments/best-arm"],
  ["experiments/selection"],
  ["experiments/simulation"],
  ["experiments/analysis", "experiments/gallery"],
  ["experiments/result"],
  ["experiments/sweep", "experiments/trace"],
  ["experiments/library.ts"],
  ["client/text"],
  ["server", "client"],
  ["server/threads"],
  ["server/store"],
  ["server/jobs", "server/questions"],
  ["server/simulations"],
  ["server/sweeps"],
  ["server/http", "server/readiness.ts"],
  ["server/openapi"],
  ["server/services.ts"],
  ["server/routes"],
  ["server/app.ts"],
  ["server/serve.ts"],
  ["server/commands"],
  ["server/cli.ts", "server/main.ts"],
];

/** Packages and rooms that only these places import. */
export const keepers = {
  client: ["client"],
  server: ["server"],
  "policies/tables": ["policies/tables", "experiments/exact", "server/testing"],
  "chart.js": ["client/charts"],
  idb: ["client/runs"],
  jstat: ["client/charts"],
  libsql: ["server/store"],
  "node:": ["server", "client/build", "client/vite.config.ts"],
  pg: ["server/store"],
  seedrandom: ["policies/random/streams.ts"],
};
