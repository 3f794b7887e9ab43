import { constants } from "node:os";

/** Ctrl-C; what schedulers, `timeout` and `kill` send; and what a terminal sends that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Aborts at the first signal to stop, so that what is done can be kept; a second signal ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    for (const each of SIGNALS) process.off(each, stop);
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, stop);
  return controller.signal;
}

/** The exit code that shells give a process which such a signal has ended: 130 for Ctrl-C. */
export function interruptedExitCode(interrupted: AbortSignal): number {
  return 128 + constants.signals[interrupted.reason as NodeJS.Signals];
}
