// Slow: sends 1300 requests to a server.
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { Fuzz } from "./testing/fuzz/fuzz.ts";
import { startServerProcess } from "./testing/fuzz/server-process.ts";

/** A hang, and not what else this machine does: `npm run fuzz` is stricter. */
const PATIENCE_MILLISECONDS = 10_000;

const server = await startServerProcess([fileURLToPath(new URL("../dist/server/main.js", import.meta.url))]);
const fuzz = await Fuzz.of(server.url, PATIENCE_MILLISECONDS);
afterAll(async () => {
  fuzz.close();
  await server.stop();
});

test("every malformed request is answered as it must be, and none is smuggled through", async () => {
  await fuzz.sendMalformed();
  expect(fuzz.figures.requests).toBeGreaterThan(200);
  expect(fuzz.figures.failures).toEqual([]);
});

test("requests at the bounds of the OpenAPI document and beside it are answered within it", async () => {
  await fuzz.sendGenerated(1000, 2026);
  expect(fuzz.figures.failures).toEqual([]);
  expect(server.isAlive()).toBe(true);
});

test("among them, every operation was answered by 2xx", () => {
  expect([...fuzz.conformance.succeeded].toSorted()).toEqual(fuzz.conformance.operations.toSorted());
});
