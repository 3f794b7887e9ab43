import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { within } from "./within.ts";

/** Resolves when its signal aborts. */
const aborted = async (over: AbortSignal) =>
  await new Promise<string>((resolve) => {
    if (over.aborted) resolve("over");
    over.addEventListener("abort", () => resolve("over"));
  });

test("the signal of a task aborts after the time", async () => {
  expect(await within(1, [], aborted)).toBe("over");
});

test("it aborts earlier with one of the other signals, also with one that has aborted before", async () => {
  const [gone, closing] = [new AbortController(), new AbortController()];
  const task = within(60_000, [gone.signal, closing.signal], aborted);
  closing.abort();
  expect(await task).toBe("over");
  expect(await within(60_000, [gone.signal, closing.signal], aborted)).toBe("over");
});

test("a task leaves no listener behind, whether it returns or throws", async () => {
  const { signal } = new AbortController();
  expect(await within(60_000, [signal], async () => 1)).toBe(1);
  const failed = within(60_000, [signal], async () => {
    throw new Error("task");
  });
  await expect(failed).rejects.toThrow("task");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
