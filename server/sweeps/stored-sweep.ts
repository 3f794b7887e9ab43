import type { SweepSpecInput } from "../../experiments/sweep/sweep-spec.ts";
import { StoreDamaged } from "../domain-errors.ts";
import type { SweepRow } from "../store/sweeps.ts";

/** What is stored of a sweep itself; everything else follows from its points. */
export interface StoredSweep {
  id: string;
  createTime: string;
  spec: SweepSpecInput;
  /** One list of values per point. */
  values: unknown[][];
}

export function contentOf({ spec, values }: Pick<StoredSweep, "spec" | "values">): string {
  return JSON.stringify({ spec, values });
}

/** @throws StoreDamaged where the content is not what was written */
export function storedSweep({ id, createTime, content }: SweepRow): StoredSweep {
  try {
    const { spec, values } = JSON.parse(content) as Pick<StoredSweep, "spec" | "values">;
    return { id, createTime, spec, values };
  } catch (error) {
    throw new StoreDamaged(error);
  }
}
