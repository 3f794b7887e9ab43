import { createPolicy, policyDefinition } from "../../policies/registry.ts";
import { stream } from "../../policies/random/streams.ts";
import { ArmStatistics } from "../../policies/statistics.ts";
import { canonicalJson } from "../canonical-json.ts";
import { parseInput } from "../mistakes.ts";
import type { SelectionAnswer } from "./answer.ts";
import { countSelections, monteCarloEstimate } from "./monte-carlo.ts";
import { armNames, SelectionRequest, type SelectionRequestInput } from "./request.ts";

/**
 * With which probability the policy pulls which arm next, given what it has seen: exactly, and by Monte Carlo where
 * the request asks for it. The function behind POST /selection-probabilities and `bandit-lab probabilities`.
 *
 * @throws InvalidInput on a request that means nothing
 */
export function selectionProbabilities(input: SelectionRequestInput): SelectionAnswer {
  const request = parseInput(SelectionRequest, input);
  const { policy: spec, monteCarlo } = request;
  const names = armNames(request.arms);
  const statistics = new ArmStatistics(names.length);
  const policy = replay(request, names, statistics);
  const { method, arms } = policy.selectionProbabilities();
  const { kind, ...parameters } = spec;
  const posteriors = policyDefinition(kind).posteriors?.(parameters, statistics);
  const random = monteCarlo && stream(monteCarlo.seed, "monte-carlo", canonicalJson(spec));
  const hits = random && countSelections(policy, names.length, monteCarlo.draws, random);
  return {
    policy: spec,
    decision: statistics.decision,
    arms: names.map((arm, index) => ({
      arm,
      pulls: statistics.pulls[index],
      rewardSum: statistics.rewardSums[index],
      mean: statistics.pulls[index] === 0 ? null : statistics.mean(index, 0),
      ...(posteriors && { posterior: posteriors[index] }),
    })),
    method,
    probabilities: names.map((arm, index) => {
      const { logValue, ...exact } = arms[index];
      return {
        arm,
        ...exact,
        logValue: logValue === -Infinity ? null : logValue,
        ...(hits && { monteCarlo: monteCarloEstimate(hits[index], monteCarlo.draws) }),
      };
    }),
  };
}

/** The policy after all that the request says it has seen. */
export function replay(request: SelectionRequest, names: readonly (string | number)[], statistics: ArmStatistics) {
  const indexOf = new Map(names.map((name, index) => [name, index]));
  for (const { arm, pulls, rewardSum } of request.counts ?? []) statistics.set(indexOf.get(arm)!, pulls, rewardSum);
  const policy = createPolicy(request.policy, { statistics, horizon: request.horizon });
  for (const { arm, reward } of request.history ?? []) {
    const index = indexOf.get(arm)!;
    statistics.record(index, reward);
    policy.update(index, reward);
  }
  return policy;
}

/**
 * A rough count of elementary steps, so that the server can answer cheap questions at once and send the others to a
 * worker.
 */
export function selectionCost({ arms, history, counts, monteCarlo }: SelectionRequest): number {
  const armCount = armNames(arms).length;
  const pulls = (history?.length ?? 0) + (counts?.reduce((sum, count) => sum + count.pulls, 0) ?? 0);
  const exact = armCount * (100 + Math.min(pulls, 4000)) * 10;
  return exact + armCount * ((history?.length ?? 0) + (monteCarlo?.draws ?? 0));
}
