import { expect, test } from "vitest";
import { Cancelled, OverBudget, Watch } from "./watch.ts";

/** Spends units that are declared as a nanosecond and take a millisecond by the clock, until the watch ends it. */
function millisecondsUntilEnd(lookout: (milliseconds: () => number) => ConstructorParameters<typeof Watch>[1]) {
  let milliseconds = 0;
  const watch = new Watch(
    1000,
    lookout(() => milliseconds),
  );
  try {
    for (; milliseconds < 100_000; milliseconds++) watch.spend(1);
  } catch (error) {
    return { milliseconds, error };
  }
  return { milliseconds };
}

test("work that is declared to take a nanosecond, and takes a millisecond, is cancelled within a few", () => {
  const { milliseconds, error } = millisecondsUntilEnd((now) => ({ now, cancelled: () => now() >= 500 }));
  expect(error).toBeInstanceOf(Cancelled);
  expect(milliseconds).toBeLessThanOrEqual(505);
});

test("it is ended when it has taken what it may, and says what that was", () => {
  const { milliseconds, error } = millisecondsUntilEnd((now) => ({ now, limit: { taken: now, most: 700 } }));
  expect(error).toBeInstanceOf(OverBudget);
  expect((error as OverBudget).milliseconds).toBe(milliseconds);
  expect(milliseconds).toBeGreaterThan(700);
  expect(milliseconds).toBeLessThanOrEqual(705);
});

test("without a clock looks come by what was declared, and the part that is done never exceeds the whole", () => {
  const fractions: number[] = [];
  const watch = new Watch(2e7, { onProgress: (fraction) => fractions.push(fraction) });
  for (let i = 0; i < 30; i++) watch.spend(1e6);
  expect(fractions).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
});
