import type { SimulationResult } from "../../../experiments/result/result.ts";
import type { OverlaidLine } from "../../charts/overlay-chart.ts";

/** A run on the page: a letter tells it apart in tables and lines. */
export interface ComparedRun {
  id: string;
  letter: string;
  name: string;
  result: SimulationResult;
}

/** A policy of a compared run, with its line. */
export interface Contender extends OverlaidLine {
  run: ComparedRun;
  /** "A.0": in the address. */
  key: string;
}

/** All policies of all runs, run by run. */
export function contendersOf(runs: readonly ComparedRun[]): Contender[] {
  return runs
    .flatMap((run) =>
      run.result.policies.map(({ label }, policy) => ({
        run,
        result: run.result,
        policy,
        key: `${run.letter}.${policy}`,
        label: `${run.letter}: ${label}`,
      })),
    )
    .map((contender, style) => ({ ...contender, style }));
}
