import { expect, test } from "vitest";
import { ChangeSignal } from "./change-signal.ts";

/** Whether a promise is settled once everything that is ready has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const tick = new Promise<string>((resolve) => {
    setImmediate(() => resolve("tick"));
  });
  return (await Promise.race([promise, tick])) !== "tick";
}

const LONG = 60_000;

test("several changes before the next look count as one", async () => {
  const changes = new ChangeSignal();
  changes.tell();
  changes.tell();
  expect(await isSettled(changes.next())).toBe(true);
  const next = changes.next();
  expect(await isSettled(next)).toBe(false);
  changes.tell();
  expect(await isSettled(next)).toBe(true);
});

test("an urgent change ends a rest, another one does not", async () => {
  const changes = new ChangeSignal();
  const rest = changes.rest(LONG);
  changes.tell();
  expect(await isSettled(rest)).toBe(false);
  changes.tell(true);
  expect(await isSettled(rest)).toBe(true);
});

test("an urgent change before a rest skips it, until it has been looked at", async () => {
  const changes = new ChangeSignal();
  changes.tell(true);
  expect(await isSettled(changes.rest(LONG))).toBe(true);
  await changes.next();
  const rest = changes.rest(LONG);
  expect(await isSettled(rest)).toBe(false);
  changes.tell(true);
  await rest;
});

test("a rest ends by itself", async () => {
  await expect(new ChangeSignal().rest(5)).resolves.toBeUndefined();
});
