import { expect, test } from "vitest";
import { repeat } from "./repeat.ts";

test("a task runs after a pause, again and again and never twice at a time, until the signal aborts", async () => {
  const stop = new AbortController();
  let [running, count] = [0, 0];
  const repeated = repeat(
    1,
    async () => {
      running++;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 3));
      running--;
      if (++count === 3) stop.abort();
    },
    stop.signal,
  );
  expect(count).toBe(0);
  await repeated;
  expect(count).toBe(3);
});

test("a signal that aborts ends the pause, and the task does not run", async () => {
  const stop = new AbortController();
  let count = 0;
  const repeated = repeat(60_000, async () => void count++, stop.signal);
  stop.abort();
  await repeated;
  expect(count).toBe(0);
});
