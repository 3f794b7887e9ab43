import { expect, test } from "vitest";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { QUEUES } from "./cluster-queue.ts";

test("servers and workers meet by the engine version alone, whichever Node they run on", () => {
  expect(QUEUES).toEqual({ short: `blocks-${ENGINE_VERSION}`, long: `long-blocks-${ENGINE_VERSION}` });
});
