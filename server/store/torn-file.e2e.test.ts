import { expect, test } from "vitest";
import { damages } from "../testing/chaos/damages.ts";
import { tearAgainAndAgain } from "../testing/chaos/torn.ts";

// `npm run chaos -- torn` damages two hundred.
test("on damaged files the server serves no wrong byte: it opens them, or says which file cannot be used", async () => {
  const outcomes = await tearAgainAndAgain(damages.length, "each");
  expect(outcomes.flatMap(({ damage, faults }) => faults.map((fault) => ({ damage, ...fault })))).toEqual([]);
  expect(outcomes.filter(({ kind }) => kind === "refused").length).toBeGreaterThan(0);
  expect(outcomes.filter(({ kind }) => kind === "all right").length).toBeGreaterThan(0);
});
