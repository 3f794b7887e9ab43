import type { SimulationResult } from "../../experiments/result/result.ts";
import { RunDatabase } from "./run-database.ts";
import type { RunRecord } from "./run-record.ts";
import { type StorageTrouble, storageTrouble } from "./storage-trouble.ts";

export interface RunsState {
  /** The latest first. */
  records: readonly RunRecord[];
  isLoaded: boolean;
  /** Why runs are not kept beyond this page, if so. */
  trouble: StorageTrouble | null;
}

const CHANNEL = "bandit-lab:runs";

/**
 * The runs that this browser has started, for all pages: in memory, in IndexedDB where the browser allows it, and the same in
 * all tabs. Changes show at once and are written behind.
 */
export class RunList {
  #state: RunsState = { records: [], isLoaded: false, trouble: null };
  readonly #records = new Map<string, RunRecord>();
  /** Results that IndexedDB does not hold. */
  readonly #results = new Map<string, SimulationResult>();
  readonly #listeners = new Set<() => void>();
  #database: Promise<RunDatabase | null> | undefined;
  #channel: BroadcastChannel | undefined;
  /** The latest write; the next one follows it. */
  #written: Promise<void> = Promise.resolve();

  readonly state = (): RunsState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    void this.#open();
    return () => this.#listeners.delete(listener);
  };

  find(id: string): RunRecord | undefined {
    return this.#records.get(id);
  }

  add(record: RunRecord, result?: SimulationResult): void {
    this.#records.set(record.id, record);
    if (result) this.#results.set(record.id, result);
    this.#show();
    this.#write((database) => database.add(record, result), record.id);
  }

  change(id: string, fields: Partial<RunRecord>, result?: SimulationResult): void {
    const known = this.#records.get(id);
    if (!known) return;
    this.#records.set(id, { ...known, ...fields });
    if (result) this.#results.set(id, result);
    this.#show();
    this.#write((database) => database.change(id, fields, result), id);
  }

  /** Removes a run. @returns what puts it back, with its result */
  async remove(id: string): Promise<() => void> {
    const record = this.#records.get(id);
    const result = await this.result(id);
    this.#records.delete(id);
    this.#results.delete(id);
    this.#show();
    this.#write((database) => database.remove(id), id);
    return () => record && this.add(record, result);
  }

  /** The result that this browser keeps of a run; undefined where it keeps none. */
  async result(id: string): Promise<SimulationResult | undefined> {
    const own = this.#results.get(id);
    if (own) return own;
    const database = await this.#open();
    return await database?.result(id).catch(() => undefined);
  }

  #open(): Promise<RunDatabase | null> {
    this.#database ??= this.#load();
    return this.#database;
  }

  async #load(): Promise<RunDatabase | null> {
    try {
      const database = await RunDatabase.open(() => this.#fail({ kind: "lost" }));
      this.#channel = new BroadcastChannel(CHANNEL);
      this.#channel.addEventListener("message", () => void this.#read(database));
      await this.#read(database);
      return database;
    } catch (error) {
      this.#fail(storageTrouble(error));
      return null;
    }
  }

  /** Reads what all tabs have written, after the writes of this one. */
  async #read(database: RunDatabase): Promise<void> {
    const isFirst = !this.#state.isLoaded;
    const written = this.#written;
    if (!isFirst) await written;
    try {
      const all = await database.all();
      // What changed here meanwhile is not in `all` yet.
      if (!isFirst && written !== this.#written) return await this.#read(database);
      if (!isFirst) this.#records.clear();
      for (const record of all) if (!this.#records.has(record.id)) this.#records.set(record.id, record);
      this.#state = { ...this.#state, isLoaded: true };
      this.#show();
      return undefined;
    } catch (error) {
      return this.#fail(storageTrouble(error));
    }
  }

  #write(write: (database: RunDatabase) => Promise<void>, id: string): void {
    this.#written = this.#written.then(async () => {
      const database = await this.#open();
      // Records that cannot be written stay in memory, and a list that is incomplete is not read again.
      if (!database || this.#state.trouble) return;
      try {
        await write(database);
        this.#results.delete(id);
        this.#channel?.postMessage("changed");
      } catch (error) {
        this.#fail(storageTrouble(error));
      }
    });
  }

  #fail(trouble: StorageTrouble): void {
    this.#channel?.close();
    this.#state = { ...this.#state, trouble, isLoaded: true };
    this.#show();
  }

  #show(): void {
    const records = [...this.#records.values()].toSorted(inOrder);
    this.#state = { ...this.#state, records };
    for (const listener of this.#listeners) listener();
  }
}

function inOrder(a: RunRecord, b: RunRecord): number {
  return b.when - a.when || (a.id < b.id ? -1 : 1);
}

/** The list of this page. */
export const runs = new RunList();
