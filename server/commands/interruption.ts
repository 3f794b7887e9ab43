import { constants } from "node:os";

/** The signals of Ctrl-C; of schedulers, `timeout` and `kill`; and of a terminal that closes. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Aborts at the first signal to stop, so that finished work can be kept; a second signal ends the process. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    for (const each of SIGNALS) process.off(each, stop);
    controller.abort(name);
  };
  for (const name of SIGNALS) process.on(name, stop);
  return controller.signal;
}

/** The exit code of shells for a process that such a signal ended: 130 for Ctrl-C. */
export function interruptedExitCode(interrupted: AbortSignal): number {
  return 128 + constants.signals[interrupted.reason as NodeJS.Signals];
}
