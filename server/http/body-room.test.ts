// Slow: starts services, whose threads load their programs from source, and sends them large bodies.
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { createApp } from "../app.ts";
import { Busy, QuotaExceeded } from "../domain-errors.ts";
import { eventually, startApp } from "../testing/server.ts";
import { BodyRoom } from "./body-room.ts";

const KILOBYTE = 1024;

test("the bodies of a client have room up to a limit, apart from other clients, and a finished body frees its room", () => {
  const room = new BodyRoom({ perClient: 100 * KILOBYTE, inAll: 250 * KILOBYTE });
  const [first, second, other, third] = ["a", "a", "b", "c"].map((client) => room.placeOf(client));
  expect(first.grow(60 * KILOBYTE)).toBeUndefined();
  expect(second.grow(40 * KILOBYTE)).toBeUndefined();
  expect(second.grow(40 * KILOBYTE + 1)).toEqual(
    new QuotaExceeded("Too many of your large requests are in progress.", 5),
  );
  expect(other.grow(100 * KILOBYTE)).toBeUndefined();
  expect(third.grow(51 * KILOBYTE)).toEqual(new Busy("Too many large requests are in progress.", 5));
  first.leave();
  expect(second.grow(100 * KILOBYTE)).toBeUndefined();
  second.leave();
  other.leave();
  expect(third.grow(100 * KILOBYTE)).toBeUndefined();
});

test("small bodies are not counted, and a growing body counts only its growth", () => {
  const room = new BodyRoom({ perClient: 100 * KILOBYTE, inAll: 100 * KILOBYTE });
  const places = Array.from({ length: 50 }, () => room.placeOf("a"));
  expect(places.map((place) => place.grow(16 * KILOBYTE))).toEqual(places.map(() => undefined));
  for (let size = 1; size <= 100; size++) expect(places[0].grow(size * KILOBYTE)).toBeUndefined();
});

test("endless large bodies of one client are limited; its small bodies and large ones of others are read", async () => {
  const { services } = await startApp({ trustProxy: 1 });
  const server = createServer(createApp(services)).listen(0, "127.0.0.1");
  await once(server, "listening");
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const question = JSON.stringify({ policy: { kind: "greedy" }, arms: 2 });
  const send = (client: string, body: string, length = body.length) => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    const head = ["POST /api/v1/selection-probabilities HTTP/1.1", "Host: lab", "Connection: close"];
    const fields = [`X-Forwarded-For: ${client}`, "Content-Type: application/json", `Content-Length: ${length}`];
    socket.write([...head, ...fields, "", body].join("\r\n"));
    return socket;
  };
  const spaces = " ".repeat(2_000_000);
  // As many as there is room for; each waits for its last byte.
  const endless = Array.from({ length: 8 }, () => send("192.0.2.1", spaces, spaces.length + 1));
  // Asked of the room itself: another large body would take room from those that are still arriving.
  const rest = 2 ** 24 - endless.length * spaces.length;
  await eventually(
    async () => {
      const place = services.bodies.placeOf("192.0.2.1");
      const refusal = place.grow(rest + 1);
      place.leave();
      return refusal;
    },
    (refusal) => refusal instanceof QuotaExceeded,
  );
  const refused = await text(send("192.0.2.1", question + spaces));
  expect(refused).toMatch(/^HTTP\/1\.1 429 /);
  expect(await text(send("192.0.2.1", question))).toMatch(/^HTTP\/1\.1 200 /);
  expect(await text(send("192.0.2.2", question + spaces))).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of endless) socket.destroy();
  await eventually(
    async () => await text(send("192.0.2.1", question + spaces)),
    (answer) => answer.startsWith("HTTP/1.1 200"),
  );
});
