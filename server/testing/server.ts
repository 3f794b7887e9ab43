import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createApp } from "../app.ts";
import { type Config, configuration } from "../config.ts";
import { type Services, startServices } from "../services.ts";
import type { DatabaseOptions } from "../store/database.ts";

/** A directory that is removed after the file's tests. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "bandit-lab-"));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An application with a store of its own, stopped after the file's tests. */
export async function startApp(set: Partial<Config> = {}, options?: Pick<DatabaseOptions, "maxPages">) {
  const config = configuration({}, { logLevel: "silent", threads: 1, dataDir: temporaryDirectory(), ...set });
  const services: Services = await startServices(config, options);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    await services.stop();
  };
  afterAll(stop);
  return { app: createApp(services), services, stop };
}

/** Asks repeatedly until the answer is the expected one; fails after a minute. */
export async function eventually<Value>(
  ask: () => Promise<Value>,
  isWanted: (value: Value) => boolean,
): Promise<Value> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const value = await ask();
    if (isWanted(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`not as expected within a minute: ${JSON.stringify(value)?.slice(0, 300)}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
