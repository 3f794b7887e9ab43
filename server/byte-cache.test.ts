import { expect, test, vi } from "vitest";
import { ByteCache } from "./byte-cache.ts";

const bytes = (length: number) => async () => new Uint8Array(length);

test("what is asked for twice is made once, at the same time or one after another", async () => {
  const cache = new ByteCache(100);
  const make = vi.fn<() => Promise<Uint8Array>>(bytes(10));
  const both = await Promise.all([cache.get("a", make), cache.get("a", make)]);
  expect(both[0]).toBe(both[1]);
  expect(await cache.get("a", make)).toBe(both[0]);
  expect(make).toHaveBeenCalledOnce();
});

test("what was not asked for longest makes room, and what is too large is not kept", async () => {
  const cache = new ByteCache(100);
  const [a, b, large] = [40, 40, 101].map((length) => vi.fn<() => Promise<Uint8Array>>(bytes(length)));
  await cache.get("a", a);
  await cache.get("b", b);
  await cache.get("a", a);
  await cache.get("c", bytes(40));
  await cache.get("a", a);
  await cache.get("b", b);
  expect([a, b].map(({ mock }) => mock.calls.length)).toEqual([1, 2]);
  await cache.get("large", large);
  await cache.get("large", large);
  expect(large).toHaveBeenCalledTimes(2);
});

test("what could not be made is tried again", async () => {
  const cache = new ByteCache(100);
  const fails = async () => await Promise.reject(new Error("no"));
  const both = [cache.get("a", fails), cache.get("a", fails)];
  for (const one of both) await expect(one).rejects.toThrow("no");
  expect(await cache.get("a", bytes(3))).toHaveLength(3);
});

test("bytes that are being made while others take their room are made once, and so is a failure", async () => {
  const cache = new ByteCache(100);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const make = vi.fn<() => Promise<Uint8Array>>(() => released.then(bytes(7)));
  const fails = vi.fn<() => Promise<Uint8Array>>(() => released.then(() => Promise.reject(new Error("no"))));
  const first = [cache.get("held", make), cache.get("fails", fails)];
  for (const key of ["a", "b", "c"]) await cache.get(key, bytes(60));
  const second = [cache.get("held", make), cache.get("fails", fails)];
  release();
  for (const held of [first[0], second[0]]) expect(await held).toHaveLength(7);
  for (const failed of [first[1], second[1]]) await expect(failed).rejects.toThrow("no");
  expect(make).toHaveBeenCalledOnce();
  expect(fails).toHaveBeenCalledOnce();
});

test("no bytes are kept, too", async () => {
  const cache = new ByteCache(100);
  const make = vi.fn<() => Promise<Uint8Array>>(bytes(0));
  await cache.get("none", make);
  await cache.get("none", make);
  expect(make).toHaveBeenCalledOnce();
});
