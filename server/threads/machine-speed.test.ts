import { setEnvironmentData, Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { machineSlowness } from "./machine-speed.ts";
import { mostMilliseconds } from "./time-limit.ts";

test("a machine is measured once, and threads that start later know", async () => {
  const slowness = machineSlowness();
  expect(slowness).toBeGreaterThanOrEqual(0.2);
  expect(slowness).toBeLessThanOrEqual(20);
  expect(machineSlowness()).toBe(slowness);
  const program = `
    const { getEnvironmentData, parentPort } = require("node:worker_threads");
    parentPort.postMessage(getEnvironmentData("machine-slowness"));`;
  const worker = new Worker(program, { eval: true });
  expect(await new Promise((resolve) => worker.once("message", resolve))).toBe(slowness);
  await worker.terminate();
});

test("a plan is multiplied by it, and short work may take the least time on any machine", () => {
  const patience = { timesItsPlan: 10, leastMilliseconds: 1000 };
  setEnvironmentData("machine-slowness", 2.5);
  expect(mostMilliseconds(400, patience)).toBe(10_000);
  expect(mostMilliseconds(39, patience)).toBe(1000);
  setEnvironmentData("machine-slowness", 0.5);
  expect(mostMilliseconds(400, patience)).toBe(2000);
  setEnvironmentData("machine-slowness", undefined);
});
