import { expect, test } from "vitest";
import { StreamPace } from "./stream-pace.ts";

function spend(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test("streams write in order, and whatever else is due comes between two of them", async () => {
  const pace = new StreamPace();
  const seen: string[] = [];
  const writes = ["first", "second", "third"].map(async (name) => {
    await pace.write(3, () => {
      seen.push(name);
      setImmediate(() => seen.push("something else"));
    });
  });
  await Promise.all(writes);
  expect(seen.slice(0, 5)).toEqual(["first", "something else", "second", "something else", "third"]);
});

test("the rest grows with what a write takes and with the number of streams", async () => {
  const pace = new StreamPace();
  const [alone, among] = [await pace.write(1, () => spend(2)), await pace.write(500, () => spend(2))];
  expect(alone).toBeGreaterThanOrEqual(20);
  expect(among).toBeGreaterThanOrEqual(10_000);
});

test("a write that fails is its own stream's alone", async () => {
  const pace = new StreamPace();
  const fail = () => {
    throw new Error("the stream is gone");
  };
  await expect(pace.write(2, fail)).rejects.toThrow("the stream is gone");
  let isWritten = false;
  await pace.write(2, () => (isWritten = true));
  expect(isWritten).toBe(true);
});
