import { hashOf } from "../../experiments/spec/canonical-json.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";

const KEY = "bandit-lab:sweeps";
const KEPT = 30;

/** What identifies a sweep: its base, and the number that takes several values. */
export interface SweptSpec {
  base: SimulationSpec;
  axis: { pointer: string; values: number[] };
}

/** A sweep that this browser has started on the server. */
export interface SweepRecord extends SweptSpec {
  id: string;
  /** In milliseconds since 1970. */
  when: number;
}

/** The sweeps that this browser has started on the server, the latest first. */
export function rememberedSweeps(): SweepRecord[] {
  try {
    const records: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(records) ? (records as unknown[]).filter(isRecord) : [];
  } catch {
    return [];
  }
}

/** The id of the sweep that was started for these settings, so that a reload finds it. */
export function rememberedSweep(swept: SweptSpec): string | undefined {
  const key = keyOf(swept);
  return rememberedSweeps().find((record) => keyOf(record) === key)?.id;
}

/** Remembers a sweep in place of an earlier one of the same settings. */
export function rememberSweep(record: SweepRecord): void {
  const key = keyOf(record);
  write([record, ...rememberedSweeps().filter((other) => keyOf(other) !== key)].slice(0, KEPT));
}

export function forgetSweep(id: string): void {
  write(rememberedSweeps().filter((record) => record.id !== id));
}

function keyOf({ base, axis }: SweptSpec): string {
  return hashOf([base, axis]);
}

/** Another version of this site may have written other records. */
function isRecord(value: unknown): value is SweepRecord {
  const { id, when, base, axis } = (value ?? {}) as Partial<SweepRecord>;
  return typeof id === "string" && typeof when === "number" && SimulationSpec.safeParse(base).success && isAxis(axis);
}

function isAxis(axis: SweptSpec["axis"] | undefined): boolean {
  return typeof axis?.pointer === "string" && Array.isArray(axis.values);
}

function write(records: SweepRecord[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(records));
  } catch {
    // Without storage a reload submits the sweep again, and the server answers from what it has.
  }
}
