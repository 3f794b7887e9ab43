// Slow: starts services, whose threads load their programs from source.
import { sql } from "kysely";
import request from "supertest";
import { afterEach, expect, test, vi } from "vitest";
import { createApp } from "./app.ts";
import { Readiness } from "./readiness.ts";
import { openDatabase } from "./store/database.ts";
import { Store } from "./store/store.ts";
import { startApp, temporaryDirectory } from "./testing/server.ts";

const { services } = await startApp();
afterEach(() => void vi.useRealTimers());

/** An application whose readiness has its own store, which tests can break. */
async function spoilable() {
  const database = await openDatabase({ dataDir: temporaryDirectory() }, services.log);
  const app = createApp({ ...services, readiness: new Readiness(new Store(database), services.log) });
  vi.useFakeTimers({ toFake: ["performance"] });
  const ask = async () => {
    vi.advanceTimersByTime(5000);
    return await request(app).get("/readyz");
  };
  return { app, database, ask };
}

test("a store that can only be read is not ready, until it can be written again", async () => {
  const { app, database, ask } = await spoilable();
  expect((await ask()).body).toEqual({ status: "ready" });
  await sql`pragma query_only = on`.execute(database);
  const refused = await ask();
  expect([refused.status, refused.type, refused.headers["retry-after"]]).toEqual([
    503,
    "application/problem+json",
    "5",
  ]);
  expect((await request(app).get("/healthz")).status).toBe(200);
  await sql`pragma query_only = off`.execute(database);
  expect((await ask()).status).toBe(200);
});

test("a store that cannot be read is not ready", async () => {
  const { database, ask } = await spoilable();
  expect((await ask()).status).toBe(200);
  await sql`alter table handle rename to lost`.execute(database);
  expect((await ask()).status).toBe(503);
  await sql`alter table lost rename to handle`.execute(database);
  expect((await ask()).status).toBe(200);
  await database.destroy();
  expect((await ask()).status).toBe(503);
});

test("trials leave one row behind", async () => {
  const { database, ask } = await spoilable();
  for (let trial = 0; trial < 3; trial++) await ask();
  expect(await database.selectFrom("trial").select("id").execute()).toEqual([{ id: 1 }]);
});

test("the store is tried at most once in five seconds", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.advanceTimersByTime(5000);
  const tryOut = vi.fn<Store["tryOut"]>(async () => {});
  const readiness = new Readiness({ tryOut }, services.log);
  for (let ask = 0; ask < 3; ask++) await readiness.check();
  expect(tryOut).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5000);
  await readiness.check();
  expect(tryOut).toHaveBeenCalledTimes(2);
});
