import type { SweepResult } from "../../experiments/sweep/result.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import type { SweepSpecInput } from "../../experiments/sweep/sweep-spec.ts";
import { ask } from "./simulation-api.ts";

export const SWEEPS = "/api/v1/sweeps";

export function submitSweep(spec: SweepSpecInput): Promise<Sweep> {
  return ask<Sweep>(SWEEPS, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(spec),
  });
}

export function findSweep(id: string): Promise<Sweep> {
  return ask<Sweep>(`${SWEEPS}/${encodeURIComponent(id)}`);
}

export function cancelSweep({ links }: Sweep): Promise<Sweep> {
  return ask<Sweep>(links.self, { method: "DELETE" });
}

export function resultOfSweep({ links }: Sweep): Promise<SweepResult> {
  return ask<SweepResult>(links.result);
}
