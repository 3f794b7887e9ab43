import { hashOf } from "../../experiments/spec/canonical-json.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

const KEY = "bandit-lab:simulations";
const KEPT = 30;

/** A run of this browser: [hash of the specification, id]. The latest is first. */
type Entry = [string, string];

/** Remembers the simulation that was started for a specification, so that a reload finds it. */
export function rememberSimulation(spec: SimulationSpec, id: string): void {
  const key = hashOf(spec);
  write([[key, id], ...read().filter(([other]) => other !== key)].slice(0, KEPT) as Entry[]);
}

export function rememberedSimulation(spec: SimulationSpec): string | undefined {
  const key = hashOf(spec);
  return read().find(([other]) => other === key)?.[1];
}

export function forgetSimulation(spec: SimulationSpec): void {
  const key = hashOf(spec);
  write(read().filter(([other]) => other !== key));
}

function read(): Entry[] {
  try {
    const entries: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(entries) ? entries.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is Entry {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === "string");
}

function write(entries: Entry[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // Without storage a reload submits the run again, and the server answers from what it has.
  }
}
