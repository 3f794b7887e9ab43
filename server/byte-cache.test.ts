import { expect, test, vi } from "vitest";
import { byteCache } from "./byte-cache.ts";

const bytes = (length: number) => async () => new Uint8Array(length);

test("what is asked for twice is made once, at the same time or one after another", async () => {
  const cache = byteCache(100);
  const make = vi.fn<() => Promise<Uint8Array>>(bytes(10));
  const both = await Promise.all([cache.forceFetch("a", { context: make }), cache.forceFetch("a", { context: make })]);
  expect(both[0]).toBe(both[1]);
  expect(await cache.forceFetch("a", { context: make })).toBe(both[0]);
  expect(make).toHaveBeenCalledOnce();
});

test("what was not asked for longest makes room, and what is too large is not kept", async () => {
  const cache = byteCache(100);
  const [a, b, large] = [40, 40, 101].map((length) => vi.fn<() => Promise<Uint8Array>>(bytes(length)));
  await cache.forceFetch("a", { context: a });
  await cache.forceFetch("b", { context: b });
  await cache.forceFetch("a", { context: a });
  await cache.forceFetch("c", { context: bytes(40) });
  await cache.forceFetch("a", { context: a });
  await cache.forceFetch("b", { context: b });
  expect([a, b].map(({ mock }) => mock.calls.length)).toEqual([1, 2]);
  await cache.forceFetch("large", { context: large });
  await cache.forceFetch("large", { context: large });
  expect(large).toHaveBeenCalledTimes(2);
});

test("what could not be made is tried again", async () => {
  const cache = byteCache(100);
  const fails = async () => await Promise.reject(new Error("no"));
  const both = [cache.forceFetch("a", { context: fails }), cache.forceFetch("a", { context: fails })];
  for (const one of both) await expect(one).rejects.toThrow("no");
  expect(await cache.forceFetch("a", { context: bytes(3) })).toHaveLength(3);
});

test("bytes that are being made while others take their room are returned, and so is a failure", async () => {
  const cache = byteCache(100);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const fails = async () => await Promise.reject(new Error("no"));
  const both = [
    cache.forceFetch("held", { context: () => released.then(bytes(7)) }),
    cache.forceFetch("fails", { context: () => released.then(fails) }),
  ];
  for (const key of ["a", "b", "c"]) await cache.forceFetch(key, { context: bytes(60) });
  release();
  expect(await both[0]).toHaveLength(7);
  await expect(both[1]).rejects.toThrow("no");
});

test("no bytes are kept, too", async () => {
  const cache = byteCache(100);
  const make = vi.fn<() => Promise<Uint8Array>>(bytes(0));
  await cache.forceFetch("none", { context: make });
  await cache.forceFetch("none", { context: make });
  expect(make).toHaveBeenCalledOnce();
});
