import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import * as processorTime from "./processor-time.ts";
import { TaskState } from "./task-state.ts";

function burn(milliseconds: number) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

afterEach(() => void vi.restoreAllMocks());

test("both threads see the same, in memory that they share", () => {
  const [sent, received] = [new TaskState(), new TaskState()];
  const there = new TaskState(sent.memory);
  expect([there.began, there.taken, there.isEnded, there.isOverdue]).toEqual([undefined, 0, false, false]);
  there.begin();
  there.most = 7;
  there.fraction = 0.25;
  sent.end();
  expect([there.isEnded, sent.most, sent.fraction]).toEqual([true, 7, 0.25]);
  expect(Math.abs(sent.began! - performance.now())).toBeLessThan(1000);
  expect([received.isEnded, received.most]).toEqual([false, 0]);
});

// Other systems do not tell it.
test.runIf(process.platform === "linux")(
  "waiting does not count as a task's time, where the system reports that of threads",
  async () => {
    const state = new TaskState();
    state.begin();
    await sleep(1000);
    burn(300);
    expect(state.taken).toBeGreaterThan(0);
    expect(state.taken).toBeLessThan(700);
  },
);

test("elsewhere the time is that of the clock", async () => {
  vi.spyOn(processorTime, "processorMilliseconds").mockReturnValue(undefined);
  const state = new TaskState();
  state.begin();
  await sleep(200);
  expect(state.taken).toBeGreaterThanOrEqual(199);
  state.most = 100;
  expect(state.isOverdue).toBe(true);
});
