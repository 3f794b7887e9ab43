import { expect, test } from "vitest";
import { restOf, StreamPace } from "./stream-pace.ts";

test("streams write in order, and other tasks run between two of them", async () => {
  const pace = new StreamPace();
  const seen: string[] = [];
  const writes = ["first", "second", "third"].map(async (name) => {
    await pace.write(() => {
      seen.push(name);
      setImmediate(() => seen.push("something else"));
    });
  });
  await Promise.all(writes);
  expect(seen.slice(0, 5)).toEqual(["first", "something else", "second", "something else", "third"]);
});

test("streams together send at most 30 MB per second, and none rests longer than ten seconds", () => {
  expect(restOf(1, 20_000)).toBeLessThan(1);
  expect(restOf(500, 300_000)).toBe(5000);
  expect(restOf(500, 15_000_000)).toBe(10_000);
});

test("a failed write affects only its own stream", async () => {
  const pace = new StreamPace();
  const fail = () => {
    throw new Error("the stream is gone");
  };
  await expect(pace.write(fail)).rejects.toThrow("the stream is gone");
  let isWritten = false;
  await pace.write(() => (isWritten = true));
  expect(isWritten).toBe(true);
});
