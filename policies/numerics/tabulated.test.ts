import { expect, test } from "vitest";
import { log } from "./elementary.ts";
import { inverseRoot, rootLog, wholeLog } from "./tabulated.ts";

test("tables hold what is computed, at first and again, on both sides of their end, and where that is 0", () => {
  for (const n of [1, 2, 3, 65_534, 65_535, 65_536, 65_537, 1e6, 10_000_000, 65_535, 2, 1]) {
    expect(inverseRoot(n)).toBe(1 / Math.sqrt(n));
    expect(rootLog(n)).toBe(Math.sqrt(log(n)));
    expect(wholeLog(n)).toBe(log(n));
  }
});
