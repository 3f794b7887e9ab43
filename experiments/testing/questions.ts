import { policyVariants } from "../../policies/testing/policy-variants.ts";
import type { SelectionRequestInput, SimulationSpecInput } from "../library.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { countBasedKinds, needsOfKind, noRandom, takesRewards } from "../../policies/testing/needs.ts";

export type Library = typeof import("../library.ts");

/** A question that a program may ask the library, small or large. */
export interface Question {
  name: string;
  ask(library: Library): unknown;
}

/** A history of pulls in turn, with rewards 0 and 1. */
function history(armCount: number, length: number) {
  return Array.from({ length }, (_, t) => ({
    arm: (t * 7 + Math.floor(t / 3)) % armCount,
    reward: (t * t + 3 * t) % 5 < 2 ? 1 : 0,
  }));
}

const sizes = [
  { armCount: 2, length: 5, horizon: 9 },
  { armCount: 3, length: 14, horizon: 17 },
  { armCount: 6, length: 8, horizon: 9 },
  { armCount: 2, length: 70, horizon: 75 },
  { armCount: 20, length: 160, horizon: 0 },
];

/** Questions about every policy's law and draws, after short and long histories of few and many arms. */
const selections: Question[] = sizes.flatMap(({ armCount, length, horizon }, place) =>
  policyVariants
    // Other parameters than the defaults for the first sizes alone, because each question loads a library in 0.1 s.
    .filter((variant) => place < 2 || Object.keys(variant).length === 1)
    .filter(({ kind }) => needsOfKind(kind).horizon !== "known" || horizon > length)
    .map((policy) => ({
      name: `selection ${JSON.stringify(policy)} ${armCount} ${length}`,
      ask: ({ selectionProbabilities }) =>
        selectionProbabilities({
          policy,
          arms: armCount,
          history: history(armCount, length),
          horizon: horizon || undefined,
          monteCarlo: { draws: 300, seed: length },
        }),
    })),
);

/** The same policies without a request: their choices and their `fillProbabilities`. */
const choices: Question[] = policyVariants
  .filter(({ kind }) => needsOfKind(kind).horizon !== "known")
  .map((input) => ({
    name: `choices ${JSON.stringify(input)}`,
    ask: ({ ArmStatistics, createPolicy, PolicySpec, stream }) => {
      const statistics = new ArmStatistics(4);
      const policy = createPolicy(PolicySpec.parse(input), { statistics });
      const random = stream("fresh", "policy", input.kind);
      const chosen: number[] = [];
      for (let t = 0; t < 60; t++) {
        const arm = policy.select(random);
        const reward = (arm + t * t) % 3 === 0 ? 1 : 0;
        statistics.record(arm, reward);
        policy.update(arm, reward, noRandom);
        chosen.push(arm);
      }
      const filled = new Float64Array(4);
      policy.fillProbabilities?.(filled);
      return { chosen, filled, law: policy.selectionProbabilities() };
    },
  }));

const priors = (armCount: number) => Array.from({ length: armCount }, (_, arm) => ({ alpha: 1 + arm, beta: 2 }));

const counts = (arms: [number, number][]) => arms.map(([pulls, rewardSum], arm) => ({ arm, pulls, rewardSum }));

/** Gittins indices that look further ahead than any before them. */
const gittins: Question[] = [
  ...[0.5, 0.9, 0.99].flatMap((discount) =>
    [
      [1, 1],
      [40, 3],
      [3239, 1700],
    ].map(([alpha, beta]) => ({
      name: `Gittins index ${alpha} ${beta} ${discount}`,
      ask: ({ gittinsIndex }: Library) => gittinsIndex(alpha, beta, discount),
    })),
  ),
  {
    name: "Gittins 3238 3242",
    ask: ({ selectionProbabilities }) =>
      selectionProbabilities({
        policy: { kind: "gittins", discount: 0.99 },
        arms: 2,
        counts: counts([
          [3238, 1541],
          [3242, 1545],
        ]),
      }),
  },
];

const posteriors: [string, unknown][] = [
  [
    "two whole",
    {
      family: "beta",
      arms: [
        { alpha: 1, beta: 2 },
        { alpha: 2, beta: 1 },
      ],
    },
  ],
  ["ten whole", { family: "beta", arms: Array.from({ length: 10 }, (_, k) => ({ alpha: 3 + k, beta: 20 - k })) }],
  [
    "broken",
    {
      family: "beta",
      arms: [
        { alpha: 0.5, beta: 2.5 },
        { alpha: 2, beta: 1 },
        { alpha: 30.25, beta: 9 },
      ],
    },
  ],
  [
    "large",
    {
      family: "beta",
      arms: [
        { alpha: 1e6, beta: 2e6 },
        { alpha: 1e6 + 500, beta: 2e6 },
      ],
    },
  ],
  [
    "normal",
    {
      family: "normal",
      arms: [
        { mean: 0, standardDeviation: 1 },
        { mean: 0.3, standardDeviation: 0.2 },
      ],
    },
  ],
  [
    "gamma",
    {
      family: "gamma",
      arms: [
        { shape: 2, rate: 1 },
        { shape: 400, rate: 210 },
        { shape: 0.5, rate: 1 },
      ],
    },
  ],
  [
    "student",
    {
      family: "student-t",
      arms: [
        { location: 0, scale: 1, degreesOfFreedom: 3 },
        { location: 1, scale: 2, degreesOfFreedom: 60 },
      ],
    },
  ],
];
const bestArms: Question[] = posteriors.map(([name, arms]) => ({
  name: `best arm ${name}`,
  ask: ({ BestArmRequest, bestArmAnswer, bestArmProbabilities, Posteriors }) => {
    const given = Posteriors.parse(arms);
    const probabilities = given.family === "beta" ? bestArmProbabilities(given.arms) : undefined;
    return [bestArmAnswer(BestArmRequest.parse(arms)), probabilities];
  },
}));

const regrets: Question[] = [4, 12, 25].flatMap((horizon) =>
  policyVariants
    .filter(({ kind }) => countBasedKinds.includes(kind))
    .flatMap((policy) =>
      [
        { kind: "bernoulli" as const, means: [0.45, 0.55] },
        { kind: "beta-bernoulli" as const, priors: priors(horizon < 20 ? 3 : 2) },
      ].map((bandit) => ({
        name: `regret ${JSON.stringify(policy)} ${bandit.kind} ${horizon}`,
        ask: ({ expectedRegret, ExpectedRegretRequest }: Library) =>
          expectedRegret(ExpectedRegretRequest.parse({ bandit, policy, horizon })),
      })),
    ),
);

/** Short ones where exact curves come with them: these take as long as T⁶ with three arms. */
const simulations: Question[] = [
  { bandit: { kind: "bernoulli", means: [0.3, 0.5, 0.6] }, horizons: [7, 13] },
  { bandit: { kind: "beta-bernoulli", priors: priors(4) }, horizons: [5, 8] },
  { bandit: { kind: "gaussian", means: [0, 0.5, -1] }, horizons: [20, 90] },
  { bandit: { kind: "gaussian-testbed", arms: 5 }, horizons: [20, 90] },
].flatMap(({ bandit, horizons }) =>
  horizons.map((horizon) => {
    const isBinary = bandit.kind.includes("bernoulli");
    const policies = policyVariants.filter(({ kind }) =>
      isBinary ? kind !== "bayes-optimal" : takesRewards(kind, rewardSpaces.real),
    );
    return {
      name: `simulation ${bandit.kind} ${horizon}`,
      ask: ({ simulate, SimulationSpec, specHash }: Library) => {
        const eights = Array.from({ length: Math.ceil(policies.length / 8) }, (_, i) =>
          policies.slice(8 * i, 8 * i + 8),
        );
        const results = eights.map((some) => {
          const spec = { bandit, policies: some, horizon, replications: 30, seed: "fresh" } as SimulationSpecInput;
          return [simulate(spec), specHash(SimulationSpec.parse(spec))];
        });
        return results;
      },
    };
  }),
);

const others: Question[] = [
  {
    name: "gallery",
    ask: ({ gallery, reproduce }) => gallery.map((entry) => reproduce(entry)),
  },
  ...[3, 30, 60].map((horizon) => ({
    name: `optimal value ${horizon}`,
    ask: ({ bayesOptimalValue }: Library) => bayesOptimalValue(priors(2), horizon),
  })),
  {
    name: "Lai–Robbins",
    ask: ({ BanditSpec, laiRobbinsConstant }) =>
      [
        [0.1, 0.2],
        [0.5, 0.9, 0.91],
      ].map((means) => laiRobbinsConstant(BanditSpec.parse({ kind: "bernoulli", means }))),
  },
  {
    name: "mistakes",
    ask: ({ InvalidInput, selectionProbabilities }) =>
      [{ kind: "gredy" }, { kind: "ucb", c: -1 }, { kind: "gittins", discount: 2 }].map((policy) => {
        try {
          return selectionProbabilities({ policy, arms: 2 } as unknown as SelectionRequestInput);
        } catch (error) {
          return error instanceof InvalidInput ? error.mistakes : "another error";
        }
      }),
  },
  {
    name: "rewards",
    ask: ({ BanditSpec, createBandit, stream }) =>
      [
        { kind: "gaussian-testbed", arms: 3 },
        { kind: "beta-bernoulli", priors: priors(3) },
      ].map((input) => {
        const random = stream(7, "reward", input.kind);
        const bandit = createBandit(BanditSpec.parse(input), random);
        return [bandit.means, Array.from({ length: 40 }, (_, pull) => bandit.pull(pull % 3, random))];
      }),
  },
];

/** All questions, smaller ones first as far as sizes compare. */
export const questions: Question[] = [
  ...gittins,
  ...bestArms,
  ...others,
  ...selections,
  ...choices,
  ...regrets,
  ...simulations,
];
