// Slow: kills a server five times while it simulates.
import { expect, test } from "vitest";
import { killAgainAndAgain } from "./testing/chaos/kills.ts";
import { targets } from "./testing/chaos/target.ts";

// `npm run chaos` kills two hundred times, and has an eye on the time.
test("five kills at random moments lose nothing that was accepted, and no byte is wrong", async () => {
  const target = await targets.server();
  const { ledger } = await killAgainAndAgain(target, { kills: 5, seed: "five", most: 3000 });
  await target.stop();
  expect(ledger.faults).toEqual([]);
  expect(ledger.results.length).toBeGreaterThan(0);
});
