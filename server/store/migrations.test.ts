// Slow: opens stores of former versions, PostgreSQL among them, and finishes what they hold.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Dialect, Kysely, sql } from "kysely";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Simulation } from "../../experiments/result/simulation-handle.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { configuration } from "../config.ts";
import { createLogger } from "../log.ts";
import { startPostgres } from "../testing/postgres.ts";
import { eventually, startApp, temporaryDirectory } from "../testing/server.ts";
import { databaseFile, openDatabase } from "./database.ts";
import type { Tables } from "./tables.ts";
import { type BytesType, migrate } from "./migrations.ts";
import { postgresDialect } from "./postgres.ts";
import { sqliteDialect } from "./sqlite.ts";

type Row = Record<string, unknown>;
interface Answer {
  id: string;
  simulation?: Simulation;
  result?: string;
  csv?: string;
}
const former = JSON.parse(readFileSync(new URL("../testing/former-store.json", import.meta.url), "utf8")) as {
  version: number;
  work: Row[];
  handle: Row[];
  answers: Record<string, Answer>;
};
const { succeeded, succeededAgain, succeededOnAnotherNode, cancelled, cancelledAtOnce, failed } = former.answers;
const { cancelledUnrendered, running, queued } = former.answers;
/** The specification of the finished ones. */
const spec = (JSON.parse(succeeded.result!) as { spec: SimulationSpecInput }).spec;
const formerEngine = succeeded.simulation!.engineVersion;

const silent = createLogger(configuration({}, { logLevel: "silent" }));
const postgres = await startPostgres();
const children = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await postgres?.stop();
});

/** A row that the former program wrote. */
const revived = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value !== null && typeof value === "object" && "base64" in value
        ? Buffer.from(String(value.base64), "base64")
        : value,
    ]),
  );

/** Creates the tables by the steps of the former version, and inserts the rows of its program. */
async function buildFormer(dialect: Dialect, bytes: BytesType, more: { work: Row; handle: Row }[] = []): Promise<void> {
  // The former tables have one more column.
  const database = new Kysely<Tables>({ dialect });
  await migrate(database, bytes, former.version);
  const insert = async (table: string, stored: Row) => {
    const row = revived(stored);
    const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    await sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(row))})`.execute(database);
  };
  for (const row of former.work) await insert("work", row);
  for (const row of former.handle) await insert("handle", row);
  for (const { work, handle } of more) {
    await insert("work", work);
    await insert("handle", handle);
  }
  // Blocks that a worker of the cluster had computed of an unfinished simulation.
  const { hash } = former.work.find(({ state }) => state === "running")!;
  await insert("block", { hash, block: 5, content: Buffer.from("of the former engine") });
  await database.destroy();
}

/** A worker process of the cluster. */
async function startWorker(databaseUrl: string): Promise<void> {
  const cli = fileURLToPath(new URL("../../dist/server/cli.js", import.meta.url));
  const child = spawn(process.execPath, [cli, "worker", "--threads", "1"], {
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: "silent" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.add(child);
  await once(child.stdout, "data");
}

const stores = [
  {
    name: "SQLite",
    isHere: true,
    make: async () => {
      const dataDir = temporaryDirectory();
      mkdirSync(dataDir, { recursive: true });
      await buildFormer(sqliteDialect({ path: databaseFile(dataDir) }), "blob");
      return { dataDir };
    },
  },
  {
    name: "PostgreSQL",
    isHere: postgres !== undefined,
    make: async () => {
      const databaseUrl = postgres!.url;
      await buildFormer(postgresDialect(databaseUrl, silent), "bytea");
      return { dataDir: temporaryDirectory(), databaseUrl };
    },
  },
];

test("the rows are those of a former engine version, finished ones of two JavaScript engines among them", () => {
  expect(formerEngine).not.toBe(ENGINE_VERSION);
  const finished = former.work.filter(({ state }) => state === "succeeded");
  expect(new Set(finished.map(({ spec: text }) => text)).size).toBe(1);
  expect(new Set(finished.map(({ hash }) => hash)).size).toBe(2);
  expect(new Set(finished.map(({ javascriptEngine }) => javascriptEngine)).size).toBe(2);
});

describe.each(stores.filter(({ isHere }) => isHere))("a database of the former version in $name", ({ make }) => {
  let set: { dataDir: string; databaseUrl?: string };
  let server: Awaited<ReturnType<typeof startApp>>;
  const get = (path: string, accept = "application/json") => request(server.app).get(path).set("Accept", accept);
  const pathOf = ({ id }: Answer) => `/api/v1/simulations/${id}`;

  beforeAll(async () => {
    set = await make();
    server = await startApp({ ...set, retentionDays: 36_500 });
    return () => server.stop();
  });

  const expectKept = async (answer: Answer) => {
    expect((await get(pathOf(answer))).body).toEqual(answer.simulation);
    expect((await get(`${pathOf(answer)}/result`)).text === answer.result).toBe(true);
    const csv = (await get(`${pathOf(answer)}/result`, "text/csv")).text;
    // The former table ends before the two columns that say how much of the result is there.
    expect(csv.replaceAll(/,[^,\r]*,[^,\r]*\r\n/g, "\r\n") === answer.csv).toBe(true);
  };

  test("keeps all rows, and requires the JavaScript engine's name no longer, but everything else as before", async () => {
    const database = await openDatabase(set, silent);
    const tables = await database.introspection.getTables();
    const { columns } = tables.find(({ name }) => name === "work")!;
    const required = columns.filter(({ isNullable }) => !isNullable).map(({ name }) => name);
    const still = ["spec", "engineVersion", "state", "createTime", "completedReplications", "replications"];
    expect(required.filter((name) => name !== "hash").toSorted()).toEqual(still.toSorted());
    const { rows } = await sql<Row>`select hash, "javascriptEngine" from work order by hash`.execute(database);
    const before = former.work.map(({ hash, javascriptEngine }) => ({ hash, javascriptEngine }));
    expect(rows).toEqual(before.toSorted((one, other) => (String(one.hash) < String(other.hash) ? -1 : 1)));
    expect(await database.selectFrom("handle").select("id").execute()).toHaveLength(former.handle.length);
    await database.destroy();
  });

  test.each([
    ["succeeded", succeeded],
    ["succeeded, by a second handle", succeededAgain],
    ["succeeded on another JavaScript engine", succeededOnAnotherNode],
    ["was cancelled with a prefix", cancelled],
  ])("answers what it answered before for a simulation that %s, byte for byte", async (_, answer) => {
    expect(answer.result!.length).toBeGreaterThan(1000);
    await expectKept(answer);
    const stream = await request(server.app).get(`${pathOf(answer)}/events`);
    expect(stream.text).toContain(`"result":${answer.result}}`);
    // A simulation at its end stays as it is.
    expect((await request(server.app).delete(pathOf(answer))).body).toEqual(answer.simulation);
  });

  test("keeps the two results that differed by the JavaScript engine alone apart", async () => {
    const [one, other] = await Promise.all([succeeded, succeededOnAnotherNode].map((answer) => get(pathOf(answer))));
    expect(one.body.specHash).not.toBe(other.body.specHash);
  });

  test.each([
    ["failed", failed],
    ["was cancelled before its first replication", cancelledAtOnce],
  ])("answers what it answered before for a simulation that %s", async (_, answer) => {
    expect((await get(pathOf(answer))).body).toEqual(answer.simulation);
    expect((await get(`${pathOf(answer)}/result`)).status).toBe(409);
  });

  test.each([
    ["running", running],
    ["queued", queued],
  ])("fails a %s simulation, whose engine it no longer has", async (_, answer) => {
    const { body } = await get(pathOf(answer));
    expect(body).toMatchObject({
      state: "failed",
      engineVersion: formerEngine,
      error:
        `Engine version ${formerEngine} began this simulation; this is version ${ENGINE_VERSION}, ` +
        "and their numbers never mix. Start it again.",
    });
    expect((await get(`${pathOf(answer)}/result`)).status).toBe(409);
  });

  test("does not render the prefix of a former engine", async () => {
    const { body } = await get(pathOf(cancelledUnrendered));
    expect(body).toMatchObject({ state: "cancelled", progress: { completedReplications: 186 } });
    const result = await get(`${pathOf(cancelledUnrendered)}/result`);
    expect(result.status).toBe(409);
    expect(result.body.detail).toBe(`Engine version ${formerEngine} began this simulation. Start it again.`);
  });

  test("computes a finished specification anew under a hash of its own, and keeps the former results", async () => {
    const post = request(server.app).post("/api/v1/simulations");
    const checked = await request(server.app).post("/api/v1/simulations?validateOnly=true").send(spec);
    expect(checked.body.existing).toBeNull();
    if (set.databaseUrl !== undefined) await startWorker(set.databaseUrl);
    const { body } = await post.send(spec);
    expect(body).toMatchObject({ engineVersion: ENGINE_VERSION, specHash: checked.body.specHash });
    await eventually(
      async () => (await get(body.links.self)).body as Simulation,
      ({ state }) => state === "succeeded",
    );
    expect((await get(body.links.result)).text).toBe(JSON.stringify(simulate(spec)));
    for (const answer of [succeeded, succeededOnAnotherNode]) {
      expect(body.specHash).not.toBe(answer.simulation!.specHash);
      await expectKept(answer);
    }
  });

  test("has no sweeps, and takes one, which is found by its ids after a restart and cancelled as a whole", async () => {
    const database = await openDatabase(set, silent);
    expect(await database.selectFrom("sweep").selectAll().execute()).toEqual([]);
    const inSweeps = database.selectFrom("handle").select("id").where("sweep", "is not", null);
    expect(await inSweeps.execute()).toEqual([]);
    await database.destroy();
    const base = { ...spec, horizon: 5_000_000, replications: 100 };
    const body = { base, axes: [{ pointer: "/seed", values: [1, 2, 3] }] };
    const started = (await request(server.app).post("/api/v1/sweeps").send(body)).body as Sweep;
    await server.stop();
    server = await startApp({ ...set, retentionDays: 36_500 });
    const idsOf = ({ points }: Sweep) => points.map(({ values, simulation }) => [values, simulation.id]);
    const found = (await get(started.links.self)).body as Sweep;
    expect(idsOf(found)).toEqual(idsOf(started));
    expect(["queued", "running"]).toContain(found.state);
    const cancelled = (await request(server.app).delete(started.links.self)).body as Sweep;
    expect([cancelled.state, cancelled.progress.completedPoints]).toEqual(["cancelled", 3]);
    expect((await get(started.links.self)).body).toEqual(cancelled);
  });

  test("is migrated once: a second start changes nothing", async () => {
    const before = await Promise.all(
      Object.values(former.answers).map(async (answer) => (await get(pathOf(answer))).body),
    );
    await server.stop();
    server = await startApp({ ...set, retentionDays: 36_500 });
    const after = await Promise.all(
      Object.values(former.answers).map(async (answer) => (await get(pathOf(answer))).body),
    );
    expect(after).toEqual(before);
    await expectKept(succeeded);
    await expectKept(succeededOnAnotherNode);
  });
});

test("one damaged result in a former SQLite file loses only that result", async () => {
  const dataDir = temporaryDirectory();
  const file = databaseFile(dataDir);
  const finished = former.work.find(({ state }) => state === "succeeded")!;
  const handle = former.handle.find(({ hash }) => hash === finished.hash)!;
  const large = {
    work: { ...finished, hash: "large", result: Buffer.alloc(400_000, "large") },
    handle: { ...handle, id: "large", hash: "large" },
  };
  await buildFormer(sqliteDialect({ path: file }), "blob", [large]);
  // The last pages of the file are those of the large result, but for a few.
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, Buffer.alloc(4096, 0xff), 0, 4096, statSync(file).size - 4096 * 40);
  closeSync(descriptor);

  const { app, stop } = await startApp({ dataDir, retentionDays: 36_500 });
  expect((await request(app).get("/api/v1/simulations/large/result")).status).toBe(503);
  expect((await request(app).get(`/api/v1/simulations/${succeeded.id}/result`)).text).toBe(succeeded.result);
  await stop();
});

test("refuses a changed table, on which the step would have no effect", async () => {
  const dataDir = temporaryDirectory();
  mkdirSync(dataDir, { recursive: true });
  const database = new Kysely<Tables>({ dialect: sqliteDialect({ path: databaseFile(dataDir) }) });
  await migrate(database, "blob", former.version);
  await database.transaction().execute(async (transaction) => {
    await sql`pragma writable_schema = on`.execute(transaction);
    await sql`update sqlite_schema set sql = replace(sql, '"javascriptEngine" text not null', 'javascriptEngine TEXT NOT NULL')
      where name = 'work'`.execute(transaction);
    await sql`pragma schema_version = 1000`.execute(transaction);
    await sql`pragma writable_schema = off`.execute(transaction);
  });
  await expect(migrate(database, "blob")).rejects.toThrow("was changed outside Bandit Lab");
  const { rows } = await sql<{ version: number }>`select max(version) as version from migration`.execute(database);
  expect(rows[0].version).toBe(former.version);
  await database.destroy();
});
