// Slow: damages a store in four ways, and starts a server on each.
import { expect, test } from "vitest";
import { damages } from "../testing/chaos/damages.ts";
import { tearAgainAndAgain } from "../testing/chaos/torn.ts";

/** `npm run chaos -- torn` damages two hundred, in all ways. */
const some = new Set([
  "no WAL index",
  "another digit in a result",
  "another digit in a specification",
  "main file empty",
]);

/** Three servers recompute what is not at its end: on one thread it lasts until the kill, and not much longer. */
const size = {
  laterResults: 1,
  replicationsUnderWay: 8000,
  replicationsCancelled: 4000,
  environment: { BANDIT_LAB_THREADS: "1" },
};

test("on damaged files the server serves no wrong byte: it opens them, or says which file cannot be used", async () => {
  const among = damages.filter(({ name }) => some.has(name));
  expect(among).toHaveLength(some.size);
  const outcomes = await tearAgainAndAgain({ times: among.length, seed: "each", among, size });
  expect(outcomes.flatMap(({ damage, faults }) => faults.map((fault) => ({ damage, ...fault })))).toEqual([]);
  expect(outcomes.filter(({ kind }) => kind === "refused").length).toBeGreaterThan(0);
  expect(outcomes.filter(({ kind }) => kind === "all right").length).toBeGreaterThan(0);
});
