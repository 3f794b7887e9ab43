import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as rest } from "node:timers/promises";
import express from "express";
import { afterEach, expect, test, vi } from "vitest";
import { EventStream } from "./event-stream.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

/** An event stream and its client, which reads nothing before its response is read. */
async function connected() {
  let accept: (stream: EventStream) => void;
  const accepted = new Promise<EventStream>((resolve) => (accept = resolve));
  const app = express().get("/", (_request, response) => accept(new EventStream(response)));
  const server = app.listen(0, "127.0.0.1");
  closing.push(() => server.close().closeAllConnections());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked = get({ port, host: "127.0.0.1", agent: false });
  asked.on("error", () => {});
  const [[response], stream] = await Promise.all([once(asked, "response") as Promise<[IncomingMessage]>, accepted]);
  response.on("error", () => {});
  return { stream, response };
}

/** Counts the bytes that arrive from now on. */
function reading(response: IncomingMessage) {
  const read = { bytes: 0 };
  response.on("data", (chunk: Buffer) => (read.bytes += chunk.length));
  return read;
}

/** More than the buffers of two sockets hold. */
const BACKLOG = 1 << 25;
/** Below and above every buffer of Node's (16 and 64 KiB), and more than a system takes at once. */
const SIZES = [10, 16_384, 65_535, 65_536, 70_000, 90_000, 1_000_000, 8_000_000];

test.each(SIZES)("a client that reads an event of %i bytes has caught up, again and again", async (size) => {
  const { stream, response } = await connected();
  const read = reading(response);
  for (let event = 1; event <= 3; event++) {
    stream.send("snapshot", Buffer.alloc(size / 2, "x"), "y".repeat(size / 2));
    await stream.caughtUp();
    expect(stream.isCongested).toBe(false);
    const length = Buffer.byteLength("event: snapshot\ndata: \n\n") + 2 * Math.floor(size / 2);
    await vi.waitFor(() => expect(read.bytes).toBe(event * length), { timeout: 10_000 });
  }
});

test("a client that reads nothing is behind until it reads again, and gets every byte", async () => {
  const { stream, response } = await connected();
  const piece = Buffer.alloc(90_000, "x");
  let sent = 0;
  while (sent < BACKLOG) {
    stream.send("snapshot", piece);
    sent += piece.length + "event: snapshot\ndata: \n\n".length;
  }
  let hasCaughtUp = false;
  const caughtUp = stream.caughtUp().then(() => (hasCaughtUp = true));
  await rest(200);
  expect([stream.isCongested, hasCaughtUp]).toEqual([true, false]);
  const read = reading(response);
  await caughtUp;
  expect(stream.isCongested).toBe(false);
  await vi.waitFor(() => expect(read.bytes).toBe(sent), { timeout: 10_000 });
});

test("a client that leaves while it is behind ends the wait for it", async () => {
  const { stream, response } = await connected();
  stream.send("snapshot", Buffer.alloc(BACKLOG));
  expect(stream.isCongested).toBe(true);
  const caughtUp = stream.caughtUp();
  response.destroy();
  await caughtUp;
  expect(stream.isOpen).toBe(false);
  await stream.caughtUp();
});

test("a quiet stream sends heartbeats, also after large events, but not to a client that is behind", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { stream, response } = await connected();
  stream.send("snapshot", Buffer.alloc(90_000, "x"));
  let text = "";
  response.on("data", (chunk) => (text += String(chunk)));
  await stream.caughtUp();
  vi.advanceTimersByTime(15_000);
  await vi.waitFor(() => expect(text.endsWith("x\n\n: still here\n\n")).toBe(true), { timeout: 10_000 });
  response.pause();
  stream.send("snapshot", Buffer.alloc(BACKLOG, "x"));
  vi.advanceTimersByTime(60_000);
  response.resume();
  await stream.caughtUp();
  stream.end();
  await once(response, "end");
  expect(text.match(/: still here/g)).toHaveLength(1);
});
