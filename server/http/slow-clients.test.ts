// Slow: waits for timeouts, and opens 300 connections.
import { once } from "node:events";
import { Agent, get, type IncomingMessage, request, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setImmediate } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { eventually, startApp } from "../testing/server.ts";
import { createStrictServer, type Patience } from "./strict-server.ts";

/** Short timeouts. */
const SHORT: Patience = { head: 300, request: 600, answer: 500, idle: 60_000, check: 50 };

async function listen(listener: RequestListener, patience?: Patience): Promise<number> {
  const server = createStrictServer(listener, patience);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test.each([
  ["a head", "GET / HTTP/1.1\r\nHost: lab\r\n", "X-Slow: x\r\n"],
  ["a body", "POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1000\r\n\r\n", "x"],
  ["nothing", "", ""],
])("a client that sends %s bit by bit is cut off with a reason", async (_, begin, bit) => {
  const port = await listen((incoming) => incoming.resume(), SHORT);
  // A client that never closes its side.
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {});
  socket.write(begin);
  const trickle = setInterval(() => socket.writable && socket.write(bit), 20);
  const answer = await text(socket);
  clearInterval(trickle);
  socket.destroy();
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(answer).toContain('"status":408');
});

test("what a client still sends while it reads that it is cut off does not reset its connection", async () => {
  const port = await listen((incoming) => incoming.resume(), SHORT);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const errors: Error[] = [];
  socket.on("error", (error) => errors.push(error));
  socket.write("POST / HTTP/1.1\r\nHost: lab\r\nContent-Length: 1000\r\n\r\n");
  socket.resume();
  await once(socket, "end");
  for (let bit = 0; bit < 3; bit++) {
    await new Promise((resolve) => socket.write("x", resolve));
    await setImmediate();
  }
  expect(errors).toEqual([]);
  socket.destroy();
});

test("a client that does not take its answer is cut off; one that waits for it is not", async () => {
  // More than the socket buffers hold.
  const large = Buffer.alloc(1 << 26);
  const closed: string[] = [];
  const port = await listen(({ url }, response) => {
    response.once("close", () => closed.push(url!));
    if (url === "/large") response.end(large);
    else setTimeout(() => response.end("here it is"), 3 * SHORT.answer);
  }, SHORT);
  const stalled = connect(port, "127.0.0.1").on("error", () => {});
  stalled.write("GET /large HTTP/1.1\r\nHost: lab\r\n\r\n");
  const [late] = (await once(get({ port, path: "/late" }), "response")) as [IncomingMessage];
  expect(await text(late)).toBe("here it is");
  await eventually(
    async () => closed,
    (paths) => paths.includes("/large"),
  );
  stalled.destroy();
});

test("a connection that has been idle for longer than a request may take is there for the next one", async () => {
  const port = await listen((incoming, response) => response.end(incoming.url), SHORT);
  const agent = new Agent({ keepAlive: true });
  const ask = async () => {
    const asked = get({ port, path: "/", agent });
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    await text(response);
    return asked.reusedSocket;
  };
  expect(await ask()).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 2 * SHORT.request));
  expect(await ask()).toBe(true);
  agent.destroy();
});

test("answers say how long a connection is kept: longer than a proxy keeps it", async () => {
  const port = await listen((_, response) => response.end());
  const [{ headers }] = (await once(get({ port }).end(), "response")) as [IncomingMessage];
  expect(headers["keep-alive"]).toBe("timeout=75");
});

test("three hundred connections of one address ask exact questions, and all are answered", async () => {
  const { services } = await startApp();
  const port = await listen(createApp(services));
  const agent = new Agent({ keepAlive: true, maxSockets: 300 });
  const body = JSON.stringify({ policy: { kind: "thompson-beta" }, arms: 2 });
  const headers = { "Content-Type": "application/json", "Content-Length": body.length };
  const ask = async () => {
    const asked = request({ port, method: "POST", path: "/api/v1/selection-probabilities", headers, agent }).end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return [response.statusCode, (await text(response)).includes('"fraction":"1/2"')];
  };
  for (let round = 0; round < 2; round++) {
    const answers = await Promise.all(Array.from({ length: 300 }, ask));
    expect(new Set(answers.map(String))).toEqual(new Set(["200,true"]));
  }
  agent.destroy();
});
