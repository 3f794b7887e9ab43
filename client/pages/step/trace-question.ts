import type { TraceRequest, TraceRequestInput } from "../../../experiments/trace/request.ts";
import type { Question } from "../../sources/api-snippets.ts";

/** The question of a run, pull by pull; the answer has the arms' indices. */
export function traceQuestion(armNames: readonly string[]): Question {
  return {
    path: "/api/v1/trace",
    armNames,
    printed: { list: "steps", entry: "step", fields: [["t"], ["arm"], ["reward"], ["why"]], whole: [] },
  };
}

/** The request as people write it: without defaults, and with the rewards that are flipped. */
export function writtenTrace({ spec, to, armNames }: TraceRequest, flips: TraceRequestInput["rewards"] = []) {
  const { bandit, policies, horizon, seed } = spec;
  return {
    spec: { bandit, policies: policies.map(({ kind }) => ({ kind })), horizon, replications: 1, seed },
    to,
    ...(flips.length > 0 && { rewards: flips }),
    armNames,
  };
}
