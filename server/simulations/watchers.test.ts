import { expect, test } from "vitest";
import { Watchers } from "./watchers.ts";

/** Everything that a watcher of a name is called with. */
function heardBy(watchers: Watchers, name: string) {
  const heard: boolean[] = [];
  return { heard, stop: watchers.watch(name, (isFinal) => void heard.push(isFinal)) };
}

test("a watcher hears of its own name alone, until it stops", () => {
  const watchers = new Watchers();
  const { heard, stop } = heardBy(watchers, "a");
  watchers.notify("a");
  watchers.notify("b");
  watchers.notify("a", true);
  stop();
  watchers.notify("a");
  expect(heard).toEqual([false, true]);
});

test("the next change is waited for, and so is the deadline", async () => {
  const watchers = new Watchers();
  const deadline = new AbortController();
  const changed = watchers.next("a", deadline.signal);
  const late = watchers.next("b", deadline.signal);
  watchers.notify("a");
  await changed;
  deadline.abort();
  await late;
  await expect(watchers.next("a", deadline.signal)).resolves.toBeUndefined();
});

test("the last notice reaches every watcher and every wait for a next change", async () => {
  const watchers = new Watchers();
  const [a, b] = ["a", "b"].map((name) => heardBy(watchers, name));
  const next = watchers.next("a", new AbortController().signal);
  const alone = watchers.next("c", new AbortController().signal);
  watchers.notifyLast();
  await Promise.all([next, alone]);
  expect([a.heard, b.heard]).toEqual([[true], [true]]);
});
