import { expect, test } from "vitest";
import { ThreadTime } from "./thread-time.ts";

test("the time of parts is added up in the whole, once each, and makes every part long", () => {
  const whole = new ThreadTime();
  const [one, other] = [new ThreadTime(0, whole), new ThreadTime(0, whole)];
  one.addBlock(1500);
  other.add(400);
  expect([one.milliseconds, other.milliseconds, whole.milliseconds, whole.longest]).toEqual([1500, 400, 1900, 1500]);
  expect([one.isLong, other.isLong, whole.isLong]).toEqual([false, false, false]);
  other.addBlock(101);
  expect([one.milliseconds, whole.milliseconds]).toEqual([1500, 2001]);
  expect([one.isLong, other.isLong, whole.isLong]).toEqual([true, true, true]);
});

test("a running clock of a part runs in the whole too, and counts once when it stops", () => {
  const whole = new ThreadTime();
  const part = new ThreadTime(0, whole);
  const clock = part.begin(() => performance.now() - 700);
  expect(whole.milliseconds).toBeGreaterThanOrEqual(699);
  expect(part.longest).toBeGreaterThanOrEqual(699);
  clock.stop();
  clock.stop();
  for (const time of [whole, part]) {
    expect(time.milliseconds).toBeGreaterThanOrEqual(699);
    // Twice would be 1400.
    expect(time.milliseconds).toBeLessThan(1400);
  }
});
