// Slow: computes every digest in the browsers that are installed.
import { afterAll, beforeAll, expect, test } from "vitest";
import { differing } from "../experiments/testing/digest-cases.ts";
import { storedDigests } from "../experiments/testing/stored-digests.ts";
import { chromiumLaunch } from "./testing/chromium.ts";
import { type DigestServer, startDigestServer } from "./testing/digest-server.ts";
import { inChromium } from "./testing/engines.ts";

let server: DigestServer;
beforeAll(async () => {
  server = await startDigestServer();
});
afterAll(async () => {
  await server?.stop();
});

test("every answer that a browser computes is the same, byte for byte, as Node's", async () => {
  const { digests, version } = await inChromium(await chromiumLaunch(), server);
  const { digests: expected } = storedDigests();
  expect(Object.keys(digests).length).toBeGreaterThan(500);
  expect(differing(digests, expected), `${version} differs`).toEqual([]);
});
