import type { SimulationResult } from "../../experiments/result/result.ts";
import { findSimulation, Refusal, resultOf } from "../sources/simulation-api.ts";
import { runs } from "./run-list.ts";

/** The result of a run, from this browser or from the server; why there is none otherwise. */
export async function resultOfRun(id: string): Promise<SimulationResult | { missing: string }> {
  const kept = await runs.result(id);
  if (kept) return kept;
  const place = runs.find(id)?.place;
  if (place === "browser" || place === "file") return { missing: "It ended before its first results." };
  try {
    return await resultOf(await findSimulation(id));
  } catch (error) {
    if (!(error instanceof Refusal)) return { missing: "The server cannot be reached." };
    const isKnown = runs.find(id) !== undefined;
    const gone = isKnown ? "The server no longer has it. Run it again from its page." : "The server does not have it.";
    return { missing: error.problem.status === 404 ? gone : (error.problem.detail ?? error.problem.title) };
  }
}
