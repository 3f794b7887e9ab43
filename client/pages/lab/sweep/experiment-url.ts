import type { Mistake } from "../../../../experiments/mistakes/mistakes.ts";
import type { SimulationSpec } from "../../../../experiments/spec/spec.ts";
import { specToSearch } from "../spec-url.ts";
import { pathOf } from "./axis-name.ts";
import { isNumeric } from "./draft-lists.ts";
import type { Experiment, SweepAxis } from "./experiment.ts";

/** `?spec=` and, of a sweep, `&sweep=/policies/0/epsilon:0.1,0.2`. */
export function experimentToSearch({ base, sweep }: Experiment): string {
  return sweep ? labSearchOf({ base, axis: sweep.axis }) : specToSearch(base);
}

/** The query of a sweep in the Lab. */
export function labSearchOf({ base, axis: { pointer, values } }: { base: SimulationSpec; axis: SweepAxis }): string {
  return `${specToSearch(base)}&sweep=${encodeURIComponent(pointer).replaceAll("%2F", "/")}:${values.join(",")}`;
}

/** The axis of an address, for a base; undefined without one. */
export function axisFromSearch(
  search: string,
  base: SimulationSpec,
): { axis: SweepAxis } | { mistake: Mistake } | undefined {
  const text = new URLSearchParams(search).get("sweep");
  if (text === null) return undefined;
  const [, pointer, listed] = /^(\/.*):([^:]+)$/.exec(text) ?? [];
  const values = (listed ?? "").split(",").map((value) => (value.trim() === "" ? NaN : Number(value)));
  if (pointer === undefined || !values.every(Number.isFinite)) {
    return { mistake: { pointer: "", code: "invalid", detail: "The sweep is not a pointer and numbers" } };
  }
  if (!isNumeric(base, pathOf(pointer))) {
    return {
      mistake: { pointer: "", code: "invalid", detail: `The sweep's ${pointer} is no number of these settings` },
    };
  }
  return { axis: { pointer, values } };
}
