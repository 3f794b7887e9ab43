// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import blockWorkerUrl from "./block-worker.ts?worker&url";
import { workerCount } from "./worker-count.ts";
import { ExactCurveMemory } from "./exact-curve-memory.ts";
import type { RunSource } from "./run-source.ts";
import { startWorker } from "./start-worker.ts";
import type { SimulationCommand, SimulationNews } from "./simulation-worker.ts";
// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import simulationWorkerUrl from "./simulation-worker.ts?worker&url";

const curves = new ExactCurveMemory();

/** Runs a specification in this browser, off the page's thread. */
export const runInBrowser: RunSource = (spec, tell) => {
  const fail = (detail: string) => {
    worker.end();
    const problem = { type: "about:blank", title: "The run in this browser failed", status: 0, detail };
    tell({ type: "failed", trouble: { kind: "failed", problem } });
  };
  const make = () => new Worker(simulationWorkerUrl, { type: "module" });
  const worker = startWorker<SimulationCommand, SimulationNews>(make, {
    message: (news) => {
      if ("curves" in news) curves.keep(spec, news.curves);
      else tell({ type: "snapshot", ...news });
    },
    failed: fail,
    missing: () => fail("The worker’s program could not be loaded."),
  });
  const { send, end: leave } = worker;
  send({ spec, known: curves.find(spec), workers: workerCount(), blockWorkerUrl });
  return { cancel: () => send("cancel"), leave };
};

/** Puts the workers' programs into the browser's cache, for runs while the server is away. */
export function keepWorkersAtHand(): void {
  for (const url of [simulationWorkerUrl, blockWorkerUrl]) {
    fetch(url, { priority: "low" })
      .then((response) => response.text())
      .catch(() => {});
  }
}
