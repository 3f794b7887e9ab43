import { banditDefinition } from "../../../experiments/bandits/registry.ts";
import { policyDefinition } from "../../../policies/registry.ts";
import { isRunning, nameOf, type RunRecord } from "../../runs/run-record.ts";

/** What a column sorts by: a text or a number. */
const keys = {
  name: nameOf,
  bandit: ({ spec }: RunRecord) => banditDefinition(spec.bandit.kind).label,
  size: ({ spec }: RunRecord) => spec.horizon * spec.replications,
  state: ({ state }: RunRecord) => state,
  best: ({ best }: RunRecord) => best?.label ?? "",
  when: ({ when }: RunRecord) => when,
};

export type SortKey = keyof typeof keys;

export interface Order {
  by: SortKey;
  isAscending: boolean;
}

/** The labels of the policies of a run: those of its result, else the kinds' own. */
export function policyNames({ labels, spec }: Pick<RunRecord, "labels" | "spec">): readonly string[] {
  return labels ?? spec.labels ?? spec.policies.map(({ kind }) => policyDefinition(kind).label);
}

/** The runs whose words hold every word of the search, those that are running first. */
export function listedRuns(records: readonly RunRecord[], search: string, { by, isAscending }: Order): RunRecord[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const direction = isAscending ? 1 : -1;
  return records
    .filter((record) => wanted.every((word) => textOf(record).includes(word)))
    .toSorted((a, b) => Number(isRunning(b)) - Number(isRunning(a)) || direction * compare(keys[by](a), keys[by](b)));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === "number" ? a - Number(b) : a.localeCompare(String(b), "en");
}

function textOf(record: RunRecord): string {
  const { note, spec, state } = record;
  const bandit = banditDefinition(spec.bandit.kind).label;
  return [nameOf(record), note, bandit, ...policyNames(record), state, spec.seed].join(" ").toLowerCase();
}
