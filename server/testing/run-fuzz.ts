import { Fuzz, GOALS } from "./fuzz/fuzz.ts";
import { startServerProcess } from "./fuzz/server-process.ts";

/**
 * `npm run fuzz [requests] [seed]`: requests that are derived from the OpenAPI document, and every malformed one of the
 * table, to the built server. Ends with 1 where a goal is missed.
 */
const [requests = 50_000, seed = 2026] = process.argv.slice(2).map(Number);
const PATIENCE_MILLISECONDS = 1000;
/** Failures that are printed one by one. */
const SHOWN = 20;

const server = await startServerProcess(["dist/server/main.js"]);
const fuzz = await Fuzz.of(server.url, PATIENCE_MILLISECONDS);
const begin = performance.now();
await fuzz.sendMalformed();
const malformed = fuzz.figures.requests;
await fuzz.sendGenerated(requests, seed);
fuzz.close();
const isAlive = server.isAlive();
await server.stop();

const { figures, conformance } = fuzz;
const seconds = (performance.now() - begin) / 1000;
const statuses = [...figures.statuses].toSorted(([one], [other]) => one - other);
const unreached = conformance.operations.filter((operation) => !conformance.succeeded.has(operation));
const lines = [
  `${figures.requests} requests in ${seconds.toFixed(0)} s: ${malformed} malformed, ${figures.requests - malformed} generated (seed ${seed})`,
  ...statuses.map(([status, count]) => `  ${status}  ${count}`),
  `slowest answer: ${figures.slowest.milliseconds.toFixed(0)} ms (${figures.slowest.what.slice(0, 300)})`,
  `operations answered by 2xx as documented: ${conformance.succeeded.size} of ${conformance.operations.length}`,
  ...Object.entries(GOALS).map(
    ([goal, words]) => `${words}: ${figures.failuresOf(goal as keyof typeof GOALS)} (goal 0)`,
  ),
  ...figures.failures.slice(0, SHOWN).map(({ goal, what }) => `MISSED ${GOALS[goal]}\n  ${what}`),
  ...unreached.map((operation) => `MISSED never answered by 2xx: ${operation}`),
  ...(isAlive ? [] : ["MISSED the server has ended"]),
];
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = figures.failures.length > 0 || unreached.length > 0 || !isAlive ? 1 : 0;
