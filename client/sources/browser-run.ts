// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import blockWorkerUrl from "./block-worker.ts?worker&url";
import { workerCount } from "./worker-count.ts";
import type { RunSnapshot, RunSource } from "./run-source.ts";
import { startWorker } from "./start-worker.ts";
import type { SimulationCommand } from "./simulation-worker.ts";
// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import simulationWorkerUrl from "./simulation-worker.ts?worker&url";

/** Runs a specification in this browser, off the page's thread. */
export const runInBrowser: RunSource = (spec, tell) => {
  const fail = (detail: string) => {
    worker.end();
    const problem = { type: "about:blank", title: "The run in this browser failed", status: 0, detail };
    tell({ type: "failed", trouble: { kind: "failed", problem } });
  };
  const make = () => new Worker(simulationWorkerUrl, { type: "module" });
  const worker = startWorker<SimulationCommand, RunSnapshot>(make, {
    message: (snapshot) => tell({ type: "snapshot", ...snapshot }),
    failed: fail,
    missing: () => fail("The worker’s program could not be loaded."),
  });
  const { send, end: leave } = worker;
  send({ spec, workers: workerCount(), blockWorkerUrl });
  return { cancel: () => send("cancel"), leave, abandon: leave };
};

/** Has the browser keep the workers' programs: once the server is away, they cannot be had from it any more. */
export function keepWorkersAtHand(): void {
  for (const url of [simulationWorkerUrl, blockWorkerUrl]) {
    fetch(url, { priority: "low" })
      .then((response) => response.text())
      .catch(() => {});
  }
}
