/**
 * Runs one simulation in the browser: workers of its own compute the blocks, and this worker merges them. The page's thread
 * stays free, and ending this worker ends the others.
 */
import * as z from "zod";
import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import { type BlockPort, type BlockReply, BlockRun } from "./block-run.ts";
import type { KnownCurves } from "./exact-curve-memory.ts";
import type { RunSnapshot } from "./run-source.ts";

export interface SimulationStart {
  spec: SimulationSpec;
  known: KnownCurves;
  workers: number;
  blockWorkerUrl: string;
}
export type SimulationCommand = SimulationStart | "cancel";
/** A snapshot of the run, or exact curves to keep for other runs. */
export type SimulationNews = RunSnapshot | { curves: ExactOutcome[] };

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

// Reports an internal error to the page like any other error of a worker, so that no run hangs.
addEventListener("unhandledrejection", ({ reason }) => {
  throw reason;
});

let run: BlockRun | undefined;

addEventListener("message", ({ data }: MessageEvent<SimulationCommand>) => {
  if (data === "cancel") run?.cancel();
  else {
    run = new BlockRun({
      ...data,
      openPort: () => openBlockWorker(data),
      keep: (curves) => send({ curves }),
      tell: send,
      over: () => close(),
    });
  }
});

function send(news: SimulationNews) {
  postMessage(news);
}

function openBlockWorker({ blockWorkerUrl, spec }: SimulationStart): BlockPort {
  const worker = new Worker(blockWorkerUrl, { type: "module" });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  const send = (message: unknown) => worker.postMessage(message);
  send(spec);
  let waiting: { resolve: (reply: BlockReply) => void; reject: (error: Error) => void } | undefined;
  let death: Error | undefined;
  const die = (reason: string) => {
    death = new Error(reason);
    waiting?.reject(death);
  };
  worker.addEventListener("message", ({ data }: MessageEvent<BlockReply>) => waiting?.resolve(data));
  worker.addEventListener("messageerror", () => die("its answer could not be read."));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    die(event.message || "its program could not be loaded.");
  });
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (death) reject(death);
        else send(task);
      }),
    end: () => worker.terminate(),
  };
}
