import type { ExactOutcome } from "../../experiments/exact/exact-outcome.ts";
import type { SimulationResult } from "../../experiments/result/result.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { resultCsv } from "../../experiments/result/result-csv.ts";
import { emptyLike, mergeSummary } from "../../experiments/simulation/summary.ts";
import { summaryFromBytes, summaryToBytes } from "../../experiments/simulation/summary-bytes.ts";
import { toResult } from "../../experiments/result/to-result.ts";
import { pointEstimate } from "../../experiments/sweep/result.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";

export interface MergeTask {
  /** The merged prefix so far; absent before the first block. */
  prefix?: Uint8Array;
  /** The next blocks, in order. */
  blocks: Uint8Array[];
}

/** Appends blocks to a merged prefix. */
export default function merge({ prefix, blocks }: MergeTask): Uint8Array {
  const summaries = blocks.map(summaryFromBytes);
  const merged = prefix ? summaryFromBytes(prefix) : emptyLike(summaries[0]);
  for (const summary of summaries) mergeSummary(merged, summary);
  return summaryToBytes(merged);
}

export interface RenderTask {
  hash: string;
  spec: string;
  prefix: Uint8Array;
  /** JSON of the exact curves, if they are known. */
  exact?: string;
}

/** Renders the result of a merged prefix as JSON. */
export function render({ hash, spec, prefix, exact }: RenderTask): Uint8Array {
  const plan = planSimulation(SimulationSpec.parse(JSON.parse(spec)));
  const curves = exact === undefined ? undefined : (JSON.parse(exact) as ExactOutcome[]);
  return shared(JSON.stringify(toResult(plan, summaryFromBytes(prefix), curves, hash)));
}

/** Converts a result's JSON to CSV. */
export function csv(json: Uint8Array): Uint8Array {
  return shared(resultCsv(JSON.parse(Buffer.from(json).toString()) as SimulationResult));
}

/** What a sweep keeps of a result, from its JSON, as JSON. */
export function estimate(json: Uint8Array): Uint8Array {
  return shared(JSON.stringify(pointEstimate(JSON.parse(Buffer.from(json).toString()) as SimulationResult)));
}

/** Text in shared memory, which another thread reads without a copy. */
function shared(text: string): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(text)));
  new TextEncoder().encodeInto(text, bytes);
  return bytes;
}
