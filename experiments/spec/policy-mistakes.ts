import { needsOf, policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { limits } from "../limits.ts";

/** A mistake in a policy's parameters for this number of arms, if any, as a zod issue. */
export function policyMistake(policy: PolicySpec, armCount: number) {
  const { kind, ...parameters } = policy;
  const mistake = policyDefinition(kind).check?.(parameters, armCount);
  return mistake && { path: mistake.path, message: mistake.message, params: { allowed: mistake.allowed } };
}

/** The reason why a policy cannot plan for this horizon, if any, as a zod issue at the horizon. */
export function horizonMistake(policy: PolicySpec, armCount: number, horizon: number | undefined) {
  const { kind } = policy;
  const definition = policyDefinition(kind);
  if (needsOf(policy).horizon !== "known") return undefined;
  // Refinements also run on a number of arms that is out of range; that mistake is reported already.
  if (!Number.isInteger(armCount) || armCount < 1 || armCount > limits.arms) return undefined;
  const longest = Math.min(definition.longestHorizon?.(armCount) ?? limits.horizon, limits.horizon);
  if (horizon !== undefined && horizon <= longest) return undefined;
  const arms = armCount === 1 ? "1 arm" : `${armCount} arms`;
  const message =
    longest === 0
      ? `cannot be planned by ${kind} for ${arms}`
      : horizon === undefined
        ? `is missing: ${kind} plans for it, ${longest} pulls at most for ${arms}`
        : `must be at most ${longest} for ${kind} to plan for ${arms}, got ${horizon}`;
  const allowed = longest === 0 ? "fewer arms" : `an integer in [1, ${longest}]`;
  return { path: ["horizon"], message, params: { allowed } };
}
