import { isActive, type Run } from "../../sources/simulation-run.ts";
import type { BarState } from "./bar-state.ts";
import { barOfRun } from "./run-text.ts";
import type { Experiment } from "./sweep/experiment.ts";
import { hasSweep, isSweeping, type SweepRun } from "./sweep/sweep-run.ts";
import { barOfSweep } from "./sweep/sweep-text.ts";
import { useSweep } from "./sweep/use-sweep.ts";
import { useRun } from "./use-run.ts";

export interface ExperimentControl {
  run: Run;
  /** Shown in place of the run; null while the page shows no sweep. */
  sweep: SweepRun | null;
  /** What is shown: the experiment of the run or of the sweep. */
  shown: Experiment;
  state: BarState;
  start: (experiment: Experiment) => void;
  /** Undefined while there is nothing to cancel. */
  cancel: (() => void) | undefined;
  /** Shows what is known of an experiment from the address; `isFirst` also starts a small one. */
  open: (experiment: Experiment, isFirst: boolean) => void;
}

/** The run or the sweep that the Lab shows. One that another replaces goes on if the server has it. */
export function useExperiment(): ExperimentControl {
  const running = useRun();
  const sweeping = useSweep();
  const { run } = running;
  const { run: sweep } = sweeping;
  const start = (experiment: Experiment) => {
    if (hasSweep(experiment)) return sweeping.start(experiment);
    sweeping.close();
    return running.start(experiment.base);
  };
  const open = (experiment: Experiment, isFirst: boolean) => {
    if (hasSweep(experiment)) return sweeping.open(experiment, isFirst);
    sweeping.close();
    return running.open(experiment.base, isFirst);
  };
  const cancel = sweep ? isSweeping(sweep) && sweeping.cancel : isActive(run) && running.cancel;
  return {
    run,
    sweep,
    shown: sweep?.experiment ?? { base: run.spec },
    state: sweep ? barOfSweep(sweep) : barOfRun(run),
    start,
    open,
    cancel: cancel || undefined,
  };
}
