import { expect, test } from "vitest";
import { retry } from "./retry.ts";

/** An attempt that fails so often, with its number. */
function failing(times: number) {
  let count = 0;
  return async () => {
    if (count++ < times) throw new Error(`failure ${count}`);
    return count;
  };
}

test("an attempt is repeated until it succeeds", async () => {
  expect(await retry(failing(3), { pauseMilliseconds: 1 })).toBe(4);
});

test("a pause is made after each failure, and none after success", async () => {
  const start = performance.now();
  await retry(failing(2), { pauseMilliseconds: 40 });
  expect(performance.now() - start).toBeGreaterThanOrEqual(78);
});

test("a failure that is not temporary is thrown at once", async () => {
  const isTemporary = (error: unknown) => (error as Error).message !== "failure 2";
  await expect(retry(failing(9), { pauseMilliseconds: 1, isTemporary })).rejects.toThrow("failure 2");
});

test("when the patience is over, the last failure is thrown; an attempt is made in any case", async () => {
  await expect(retry(failing(1e9), { pauseMilliseconds: 5, patienceMilliseconds: 20 })).rejects.toThrow(
    /failure [2-9]/,
  );
  expect(await retry(failing(0), { pauseMilliseconds: 5, patienceMilliseconds: -1 })).toBe(1);
});

test("an attempt that throws before it returns a promise is repeated, too", async () => {
  let count = 0;
  const attempt = () => {
    if (count++ === 0) throw new Error("no promise");
    return count;
  };
  expect(await retry(attempt, { pauseMilliseconds: 1 })).toBe(2);
});
