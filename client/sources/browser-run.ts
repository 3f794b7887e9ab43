// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import blockWorkerUrl from "./block-worker.ts?worker&url";
import { workerCount } from "./worker-count.ts";
import { ExactCurveMemory } from "./exact-curve-memory.ts";
import type { RunSource } from "./run-source.ts";
import type { SimulationCommand, SimulationNews } from "./simulation-worker.ts";
// oxlint-disable-next-line import/default -- what Vite makes of it: the address of the built worker
import simulationWorkerUrl from "./simulation-worker.ts?worker&url";

const curves = new ExactCurveMemory();

/** Runs a specification in this browser, off the page's thread. */
export const runInBrowser: RunSource = (spec, tell) => {
  const worker = new Worker(simulationWorkerUrl, { type: "module" });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  const send = (command: SimulationCommand) => worker.postMessage(command);
  const leave = () => worker.terminate();
  const fail = (detail: string) => {
    leave();
    const problem = { type: "about:blank", title: "The run in this browser failed", status: 0, detail };
    tell({ type: "failed", trouble: { kind: "failed", problem } });
  };
  worker.addEventListener("message", ({ data }: MessageEvent<SimulationNews>) => {
    if ("curves" in data) curves.keep(spec, data.curves);
    else tell({ type: "snapshot", ...data });
  });
  worker.addEventListener("messageerror", () => fail("What the worker found could not be read."));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail(event.message || "The worker’s program could not be loaded.");
  });
  send({ spec, known: curves.find(spec), workers: workerCount(), blockWorkerUrl });
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
