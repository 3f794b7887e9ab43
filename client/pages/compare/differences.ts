import type { SimulationResult } from "../../../experiments/result/result.ts";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import type { Estimate } from "../lab/standings.ts";

/** A policy of a run. */
export interface Contender {
  result: SimulationResult;
  policy: number;
}

/**
 * A difference of mean regret after `pulls` pulls. "paired": from differences of single replications. "unpaired": from both
 * standard errors. "same": both are the same replications of the same policy.
 */
export interface RegretDifference extends Estimate {
  pulls: number;
  method: "paired" | "unpaired" | "same";
  /** Why it is not paired. */
  reason?: string;
}

/** What two runs must share for their replications to meet the same rewards. */
const shared: readonly { of: (result: SimulationResult) => unknown; differ: string }[] = [
  { of: ({ spec }) => spec.seed, differ: "the seeds differ" },
  { of: ({ spec }) => spec.bandit, differ: "the bandits differ" },
  { of: ({ spec }) => spec.horizon, differ: "the horizons differ" },
  { of: ({ spec }) => spec.rewardCoupling, differ: "the common random numbers differ" },
  { of: ({ spec }) => spec.feedback, differ: "the feedback differs" },
  { of: ({ completedReplications }) => completedReplications, differ: "the numbers of replications differ" },
  { of: ({ engineVersion }) => engineVersion, differ: "the versions of the simulator differ" },
];

/**
 * The regret of a policy minus that of a reference, of the same run or another, after the last pull that both results have;
 * undefined where they have none in common.
 *
 * A result holds paired differences from its first policy alone. The random numbers of a policy depend on the seed and its
 * parameters, not on its run. So where the runs share seed, bandit, horizon, coupling, feedback and replications, and the
 * first policy of one run is the other contender, that run's paired difference is the one that is wanted:
 *
 *   R(x) − R(r) = D(x, r) where r is the first policy of x's run,  −D(r, x) where x is the first policy of r's run
 *
 * Everything else is unpaired, with the standard error √(s(x)² + s(r)²).
 */
export function regretDifference(contender: Contender, reference: Contender): RegretDifference | undefined {
  const pulls = lastShared(contender.result.checkpoints, reference.result.checkpoints);
  if (pulls === undefined) return undefined;
  const reason = whyNotShared(contender.result, reference.result);
  const paired = reason ? undefined : pairedDifference(contender, reference, pulls);
  if (paired) return { ...paired, pulls };
  return {
    ...unpaired(regretAt(contender, pulls), regretAt(reference, pulls)),
    pulls,
    method: "unpaired",
    reason:
      reason ?? "neither policy is the first one of the other’s run, and results hold paired differences from that",
  };
}

/** The first reason why the replications of two results do not belong together; undefined where they do. */
function whyNotShared(a: SimulationResult, b: SimulationResult): string | undefined {
  return shared.find(({ of }) => canonicalJson([of(a)]) !== canonicalJson([of(b)]))?.differ;
}

function pairedDifference(
  contender: Contender,
  reference: Contender,
  pulls: number,
): (Estimate & { method: "paired" | "same" }) | undefined {
  if (isSamePolicy(contender, reference, pulls)) return { mean: 0, standardError: 0, method: "same" };
  const own = fromFirstPolicy(contender, reference, pulls);
  if (own) return { ...own, method: "paired" };
  const reverse = fromFirstPolicy(reference, contender, pulls);
  return reverse && { mean: 0 - reverse.mean, standardError: reverse.standardError, method: "paired" };
}

/** The paired difference of a policy from another, if that one is the baseline of its run. */
function fromFirstPolicy({ result, policy }: Contender, other: Contender, pulls: number): Estimate | undefined {
  const comparison = result.comparisons.find((each) => each.policy === policy);
  if (!comparison || !isSamePolicy({ result, policy: comparison.baseline }, other, pulls)) return undefined;
  const { mean, standardError } = comparison.regretDifference;
  const at = result.checkpoints.indexOf(pulls);
  return { mean: mean[at], standardError: standardError[at] };
}

/** Whether two contenders are the same replications of one policy. The numbers must agree, too: files can be edited. */
function isSamePolicy(a: Contender, b: Contender, pulls: number): boolean {
  const [one, other] = [a, b].map(({ result, policy }) => canonicalJson(result.spec.policies[policy]));
  const [first, second] = [regretAt(a, pulls), regretAt(b, pulls)];
  return one === other && first.mean === second.mean && first.standardError === second.standardError;
}

function regretAt({ result, policy }: Contender, pulls: number): Estimate {
  const { mean, standardError } = result.policies[policy].regret;
  const at = result.checkpoints.indexOf(pulls);
  return { mean: mean[at], standardError: standardError[at] };
}

/** The difference of two independent estimates: its variance is the sum of theirs. */
function unpaired(a: Estimate, b: Estimate): Estimate {
  const hasErrors = a.standardError !== null && b.standardError !== null;
  return {
    mean: a.mean - b.mean,
    standardError: hasErrors ? Math.hypot(a.standardError!, b.standardError!) : null,
  };
}

function lastShared(a: readonly number[], b: readonly number[]): number | undefined {
  const known = new Set(b);
  return a.findLast((pulls) => known.has(pulls));
}
