import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { SimulationResult } from "../../experiments/result/result.ts";
import type { RunRecord } from "./run-record.ts";

interface Schema extends DBSchema {
  runs: { key: string; value: RunRecord };
  /** Results apart from their runs, so that listing runs reads none. */
  results: { key: string; value: SimulationResult };
}

const NAME = "bandit-lab";
const VERSION = 1;

/** The runs of this browser in IndexedDB. Every method rejects where the browser refuses. */
export class RunDatabase {
  readonly #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  /** @param onLost called when the browser has closed the database, or a newer version of the site wants to change it */
  static async open(onLost: () => void): Promise<RunDatabase> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore("runs", { keyPath: "id" });
        fresh.createObjectStore("results");
      },
      blocking() {
        database.close();
        onLost();
      },
      terminated: onLost,
    });
    return new RunDatabase(database);
  }

  all(): Promise<RunRecord[]> {
    return this.#database.getAll("runs");
  }

  result(id: string): Promise<SimulationResult | undefined> {
    return this.#database.get("results", id);
  }

  async add(record: RunRecord, result?: SimulationResult): Promise<void> {
    const change = this.#database.transaction(["runs", "results"], "readwrite");
    await Promise.all([
      change.objectStore("runs").put(record),
      result && change.objectStore("results").put(result, record.id),
      change.done,
    ]);
  }

  /** Changes fields of a run, and keeps those that another tab has changed. A run that is deleted stays deleted. */
  async change(id: string, fields: Partial<RunRecord>, result?: SimulationResult): Promise<void> {
    const change = this.#database.transaction(["runs", "results"], "readwrite");
    const runs = change.objectStore("runs");
    const known = await runs.get(id);
    await Promise.all([
      known && runs.put({ ...known, ...fields }),
      known && result && change.objectStore("results").put(result, id),
      change.done,
    ]);
  }

  async remove(id: string): Promise<void> {
    const change = this.#database.transaction(["runs", "results"], "readwrite");
    await Promise.all([change.objectStore("runs").delete(id), change.objectStore("results").delete(id), change.done]);
  }
}
