import * as z from "zod";
import { policyDefinition, type PolicySpec } from "../../policies/registry.ts";
import { containsReward, spaceInWords } from "../../policies/reward-space.ts";
import { armCountOf, rewardsOf } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import { SimulationSpec } from "../spec/spec.ts";

const LARGEST_REWARD = 1e9;
const pull = (title: string) => z.int().min(1).max(limits.horizon).meta({ title });

/** A reward in place of the one that the bandit paid for pull t. */
const Replaced = z.strictObject({
  t: pull("pull"),
  reward: z.number().min(-LARGEST_REWARD).max(LARGEST_REWARD).meta({ title: "reward" }),
});

interface Issue {
  path: (string | number)[];
  message: string;
  allowed: string;
}

/**
 * The schema of a question about one replication of a simulation, step by step: the simulation with exactly one policy, the
 * replication (the first is 0), the first and the last step, and rewards to replace.
 *
 * @example
 * ```ts
 * const spec = { bandit: { kind: "bernoulli" }, policies: [{ kind: "ucb1" }], horizon: 10, replications: 1, seed: 7 };
 * TraceRequest.parse({ spec, to: 3 }).from; // 1
 * ```
 */
export const TraceRequest = z
  .strictObject({
    spec: SimulationSpec.meta({ description: "The simulation, with exactly one policy." }),
    replication: z
      .int()
      .min(0)
      .max(limits.replications - 1)
      .default(0)
      .meta({ title: "replication", description: "Its number in the simulation: 0 … N − 1." }),
    from: pull("first step").default(1),
    to: pull("last step"),
    rewards: z.array(Replaced).max(limits.historyLength).optional().meta({
      title: "replaced rewards",
      description:
        "Each replaces what the bandit paid for pull t. All random streams continue as they were, so only what the policy learns is different.",
    }),
    armNames: z.array(z.string().min(1).max(limits.nameLength)).max(limits.arms).optional().meta({
      title: "names of the arms",
      description: "How `why` calls the arms; without them by their numbers 0 … K − 1.",
    }),
  })
  .superRefine((request, context) => {
    // Mistakes in single fields are reported already.
    if (context.issues.length > 0) return;
    for (const { path, message, allowed } of [...rangeIssues(request), ...listIssues(request)])
      context.addIssue({ code: "custom", path, message, params: { allowed } });
  })
  .meta({ id: "TraceRequest" });
export type TraceRequest = z.output<typeof TraceRequest>;
export type TraceRequestInput = z.input<typeof TraceRequest>;

function rangeIssues({ spec, replication, from, to }: TraceRequest): Issue[] {
  const { policies, replications, horizon } = spec;
  const most = stepsFor(armCountOf(spec.bandit));
  const issue = (path: Issue["path"], message: string, allowed: string) => [{ path, message, allowed }];
  return [
    ...(policies.length === 1
      ? []
      : issue(["spec", "policies"], `must be exactly one policy, got ${policies.length}`, "one policy")),
    ...(replication < replications
      ? []
      : issue(
          ["replication"],
          `must be below ${replications}, the number of replications, got ${replication}`,
          `an integer in [0, ${replications - 1}]`,
        )),
    ...(to > horizon ? issue(["to"], `must be at most the horizon ${horizon}, got ${to}`, `at most ${horizon}`) : []),
    ...(to > limits.historyLength && keepsHistory(policies[0])
      ? issue(
          ["to"],
          `must be at most ${limits.historyLength} for ${policies[0].kind}, whose exact law takes the whole history, got ${to}`,
          `at most ${limits.historyLength}`,
        )
      : []),
    ...(from > to ? issue(["from"], `must be at most ${to}, the last step, got ${from}`, `at most ${to}`) : []),
    ...(to - from >= most
      ? issue(
          ["to"],
          `must be at most ${from + most - 1}: ${steps(most)} of ${armCountOf(spec.bandit)} arms fit into an answer, got ${to - from + 1}`,
          `at most ${from + most - 1}`,
        )
      : []),
  ];
}

function listIssues({ spec, to, rewards = [], armNames }: TraceRequest): Issue[] {
  const space = rewardsOf(spec.bandit);
  const armCount = armCountOf(spec.bandit);
  const seen = new Set<number>();
  const issues = rewards.flatMap(({ t, reward }, index): Issue[] => {
    const isTwice = seen.has(t);
    seen.add(t);
    const at = (field: string, message: string, allowed: string) => ({
      path: ["rewards", index, field],
      message,
      allowed,
    });
    return [
      ...(isTwice ? [at("t", `${t} appears twice`, "each pull once")] : []),
      ...(t > to ? [at("t", `must be at most ${to}, the last step, got ${t}`, `an integer in [1, ${to}]`)] : []),
      ...(containsReward(space, reward)
        ? []
        : [
            at(
              "reward",
              `must be ${spaceInWords(space)} for a ${spec.bandit.kind} bandit, got ${reward}`,
              spaceInWords(space),
            ),
          ]),
    ];
  });
  if (!armNames) return issues;
  if (armNames.length !== armCount) {
    const message = `has ${armNames.length} entries for ${armCount} arms`;
    return [...issues, { path: ["armNames"], message, allowed: `${armCount} names, one per arm` }];
  }
  const twice = armNames.findIndex((name, index) => armNames.indexOf(name) !== index);
  if (twice < 0) return issues;
  const message = `${JSON.stringify(armNames[twice])} appears twice`;
  return [...issues, { path: ["armNames", twice], message, allowed: "distinct names" }];
}

/** Whether the exact law keeps every pull: memory then grows with the number of pulls. */
function keepsHistory({ kind }: PolicySpec): boolean {
  return policyDefinition(kind).costs.bound !== undefined;
}

/** The most steps of a trace of so many arms. */
export function stepsFor(armCount: number): number {
  return Math.min(limits.traceSteps, Math.floor(limits.traceEntries / Math.max(1, armCount)));
}

/** "1 step", "20 steps". */
export function steps(count: number): string {
  return `${count} ${count === 1 ? "step" : "steps"}`;
}
