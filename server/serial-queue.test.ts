import { expect, test } from "vitest";
import { SerialQueue } from "./serial-queue.ts";

test("a task begins when the one before it has settled, also by a failure", async () => {
  const queue = new SerialQueue();
  const events: string[] = [];
  let finish = () => {};
  const first = queue.run(async () => {
    events.push("first begins");
    await new Promise<void>((resolve) => (finish = resolve));
    events.push("first fails");
    throw new Error("first");
  });
  const second = queue.run(async () => {
    events.push("second begins");
    return 2;
  });
  await Promise.resolve();
  expect(events).toEqual(["first begins"]);
  finish();
  await expect(first).rejects.toThrow("first");
  expect(await second).toBe(2);
  expect(events).toEqual(["first begins", "first fails", "second begins"]);
});

test("the queue is settled when every task so far is, whether it succeeded or failed", async () => {
  const queue = new SerialQueue();
  let count = 0;
  const task = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    count++;
    if (count === 2) throw new Error("second");
  };
  const tasks = [1, 2, 3].map(async () => await queue.run(task).catch(() => {}));
  await queue.settled();
  expect(count).toBe(3);
  await Promise.all(tasks);
});
