import { limits } from "../../../experiments/limits.ts";
import type { PolicySpec } from "../../../policies/registry.ts";
import { policyDefinitions } from "../../../policies/registry.ts";
import type { QuestionName } from "../../questions/question-kinds.ts";
import { rewardSpaces } from "../../../policies/reward-space.ts";
import { countBasedKinds, needsOfKind, takesRewards } from "../../../policies/testing/needs.ts";

/** A question as a client sends it. */
export interface QuestionCase {
  name: string;
  kind: QuestionName;
  body: object;
}

/** Numbers in (0, 1) that look drawn, the same in every run: multiples of the golden ratio. */
function scattered(count: number, offset = 0): number[] {
  return Array.from({ length: count }, (_, index) => ((index + 1 + offset) * 0.6180339887498949) % 1);
}

/** From `least` to `most`, evenly in the logarithm. */
const spread = (part: number, least: number, most: number) => least * (most / least) ** part;

type Posterior = Record<string, number>;

/** Posteriors by family and shape: `part` and `other` are in (0, 1). */
const posteriors: Record<string, { family: string; arm: (part: number, other: number) => Posterior }> = {
  "beta, alike": { family: "beta", arm: (part) => ({ alpha: 20 + part, beta: 30.5 }) },
  "beta, random shapes to 100": {
    family: "beta",
    arm: (part, other) => ({ alpha: 0.5 + 100 * part, beta: 0.5 + 100 * other }),
  },
  "beta, random shapes from .001 to 10⁶": {
    family: "beta",
    arm: (part, other) => ({ alpha: spread(part, 1e-3, 1e6), beta: spread(other, 1e-3, 1e6) }),
  },
  "beta, whole": {
    family: "beta",
    arm: (part, other) => ({ alpha: 1 + Math.floor(10 * part), beta: 1 + Math.floor(10 * other) }),
  },
  "beta, sharp": {
    family: "beta",
    arm: (part, other) => ({ alpha: 1e9 * (1 + 1e-5 * part), beta: 1e9 * (1 + 1e-5 * other) }),
  },
  "beta, sharp and far apart": {
    family: "beta",
    arm: (part, other) => ({ alpha: 1e12 * part + 1, beta: 1e12 * other + 1 }),
  },
  "normal, alike": { family: "normal", arm: (part) => ({ mean: part, standardDeviation: 1 }) },
  "normal, of many scales": {
    family: "normal",
    arm: (part, other) => ({ mean: 10 * part, standardDeviation: spread(other, 1e-4, 10) }),
  },
  "gamma, random": {
    family: "gamma",
    arm: (part, other) => ({ shape: spread(part, 0.1, 1e4), rate: spread(other, 0.1, 1e4) }),
  },
  "student-t, alike": {
    family: "student-t",
    arm: (part) => ({ location: part, scale: 1, degreesOfFreedom: 5 }),
  },
  "student-t, random": {
    family: "student-t",
    arm: (part, other) => ({ location: 10 * part, scale: spread(other, 1e-2, 10), degreesOfFreedom: 1 + 50 * other }),
  },
};

function bestArmCases(armCounts: readonly number[]): QuestionCase[] {
  return Object.entries(posteriors).flatMap(([name, { family, arm }]) =>
    armCounts.map((armCount) => {
      const others = scattered(armCount, 7000);
      const arms = scattered(armCount).map((part, index) => arm(part, (others[index] * 97) % 1));
      return { name: `P(best): ${name}, K = ${armCount}`, kind: "bestArmProbabilities", body: { family, arms } };
    }),
  );
}

/** Pulls and successes of arms whose means are scattered. */
function countsOf(armCount: number, pulls: number) {
  return scattered(armCount).map((mean, arm) => ({
    arm,
    pulls: pulls + (arm % 7),
    rewardSum: Math.floor(mean * pulls),
  }));
}

function historyOf(armCount: number, length: number, reward = (part: number): number => (part < 0.5 ? 1 : 0)) {
  return scattered(length).map((part, index) => ({ arm: (index * 7919) % armCount, reward: reward(part) }));
}

/** The horizon where the policy plans for one. */
function planned(kind: string, armCount: number, pulls: number): { horizon?: number } | undefined {
  const definition = policyDefinitions.find((each) => each.kind === kind)!;
  if (needsOfKind(kind).horizon !== "known") return {};
  const horizon = definition.longestHorizon?.(armCount) ?? pulls + 1;
  return horizon > pulls && horizon <= limits.horizon ? { horizon } : undefined;
}

function selectionCases(armCounts: readonly number[]): QuestionCase[] {
  return policyDefinitions.flatMap(({ kind }) =>
    armCounts.flatMap((armCount): QuestionCase[] => {
      const policy = { kind } as PolicySpec;
      const ask = (name: string, pulls: number, rest: object): QuestionCase[] => {
        const plan = planned(kind, armCount, pulls);
        const body = { policy, arms: armCount, ...plan, ...rest };
        return plan
          ? [{ name: `next arm: ${kind}, K = ${armCount}, ${name}`, kind: "selectionProbabilities", body }]
          : [];
      };
      return [
        ...ask("history of 10⁴", 10_000, { history: historyOf(armCount, 10_000) }),
        ...(!takesRewards(kind, rewardSpaces.unit)
          ? []
          : ask("10⁴ rewards of 16 digits", 10_000, { history: historyOf(armCount, 10_000, (part) => part) })),
        ...ask("history of 100", 100, { history: historyOf(armCount, 100) }),
        ...(countBasedKinds.includes(kind)
          ? [20, 1000, 1e9].flatMap((pulls) =>
              ask(`counts of ${pulls}`, armCount * (pulls + 6), { counts: countsOf(armCount, pulls) }),
            )
          : []),
        ...ask("10⁶ draws", 100, {
          history: historyOf(armCount, 100),
          monteCarlo: { draws: armCount > 100 ? 10_000 : 1_000_000 },
        }),
      ];
    }),
  );
}

function regretCases(): QuestionCase[] {
  const sizes: [armCount: number, horizon: number][] = [
    [2, 30],
    [2, 100],
    [2, 200],
    [3, 30],
    [4, 15],
    [6, 8],
  ];
  const bandits = (armCount: number) => [
    { kind: "bernoulli", means: scattered(armCount) },
    { kind: "beta-bernoulli", priors: Array.from({ length: armCount }, () => ({ alpha: 1, beta: 1 })) },
  ];
  return policyDefinitions
    .filter(({ kind }) => countBasedKinds.includes(kind))
    .flatMap((definition) =>
      sizes
        .filter(([armCount, horizon]) => horizon <= (definition.longestHorizon?.(armCount) ?? Infinity))
        .flatMap(([armCount, horizon]) =>
          bandits(armCount).map((bandit): QuestionCase => ({
            name: `regret: ${definition.kind}, ${bandit.kind}, K = ${armCount}, T = ${horizon}`,
            kind: "expectedRegret",
            body: { bandit, policy: { kind: definition.kind }, horizon },
          })),
        ),
    );
}

function traceCases(): QuestionCase[] {
  const sizes: [armCount: number, from: number, to: number][] = [
    [2, 1, 1000],
    [10, 9990, 10_000],
    [100, 1, 100],
  ];
  return policyDefinitions.flatMap((definition) =>
    ["bernoulli", "gaussian"]
      .filter((bandit) => bandit === "bernoulli" || takesRewards(definition.kind, rewardSpaces.real))
      .flatMap((bandit) =>
        sizes
          .filter(([armCount, , to]) => to <= (definition.longestHorizon?.(armCount) ?? Infinity))
          .map(([armCount, from, to]): QuestionCase => {
            const { kind } = definition;
            const world = { kind: bandit, means: scattered(armCount) };
            const spec = { bandit: world, policies: [{ kind }], horizon: to, replications: 1, seed: "costs" };
            const name = `trace: ${kind}, ${bandit}, K = ${armCount}, steps ${from} to ${to}`;
            return { name, kind: "trace", body: { spec, from, to } };
          }),
      ),
  );
}

/** Questions of every kind, family and policy, from the usual to the largest that are allowed. */
export function questionCases(): QuestionCase[] {
  return [...bestArmCases([2, 10, 100, 1000]), ...selectionCases([2, 100, 1000]), ...regretCases(), ...traceCases()];
}
