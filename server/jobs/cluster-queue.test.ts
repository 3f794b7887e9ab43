import { expect, test } from "vitest";
import { ENGINE_VERSION } from "../../experiments/version.ts";
import { QUEUE } from "./cluster-queue.ts";

test("servers and workers meet by the engine version alone, whichever Node they run on", () => {
  expect(QUEUE).toBe(`blocks-${ENGINE_VERSION}`);
});
