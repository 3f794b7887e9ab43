import type { SimulationResult } from "../../experiments/result/result.ts";
import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";

/** The policy with the lowest mean regret at the horizon. */
export interface BestPolicy {
  label: string;
  regret: number;
  standardError: number | null;
}

/** A run that this browser remembers. Its result is kept beside it, unless the server has it. */
export interface RunRecord {
  /** The id of the server's handle; of other runs, an id of this browser. */
  id: string;
  /** Where its result is: on the server, or in this browser, which computed it or imported it from a file. */
  place: "server" | "browser" | "file";
  name: string;
  note: string;
  /** When it was started or imported, in milliseconds since 1970. */
  when: number;
  spec: SimulationSpec;
  state: SimulationState;
  /** Completed replications. */
  done: number;
  best: BestPolicy | null;
  /** The labels of the policies, once there is a result. */
  labels?: string[];
  /** The server no longer has the run. */
  isGone?: true;
}

export function isRunning({ state, isGone }: Pick<RunRecord, "state" | "isGone">): boolean {
  return !isGone && (state === "queued" || state === "running");
}

export function bestOf({ policies }: SimulationResult): BestPolicy {
  const finals = policies.map(({ label, regret }) => ({
    label,
    regret: regret.mean.at(-1)!,
    standardError: regret.standardError.at(-1)!,
  }));
  return finals.reduce((best, each) => (each.regret < best.regret ? each : best));
}

/** What a record says of a result. */
export function summaryOf(result: SimulationResult): Required<Pick<RunRecord, "done" | "best" | "labels">> {
  const { completedReplications: done, policies } = result;
  return { done, best: bestOf(result), labels: policies.map(({ label }) => label) };
}

/** The name of a run; without one of its own, its time tells it apart from others. */
export function nameOf({ name, when }: Pick<RunRecord, "name" | "when">): string {
  return name || `Run of ${new Date(when).toLocaleString("en-GB", SHORT)}`;
}

const SHORT = { day: "numeric", month: "short", hour: "numeric", minute: "numeric", second: "numeric" } as const;

/** "30 Nov 2026, 20:07:41", in the user's time zone. */
export function timeText(when: number): string {
  return new Date(when).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}
