import { type PolicyVariant, policyVariants } from "../../policies/testing/policy-variants.ts";
import {
  ArmStatistics,
  BanditSpec,
  bayesOptimalValue,
  type BestArmRequest,
  bestArmAnswer,
  bestArmProbabilities,
  type BetaParameters,
  Cancelled,
  createBandit,
  createPolicy,
  expectedRegret,
  gallery,
  gittinsIndex,
  InvalidInput,
  laiRobbinsConstant,
  parseInput,
  PolicySpec,
  preparePlayers,
  recommendationOf,
  reproduce,
  selectionProbabilities,
  SelectionRequest,
  simulate,
  SimulationSpec,
  specHash,
  stream,
  trace,
  sweep,
} from "../library.ts";
import { ExpectedRegretRequest } from "../exact/request.ts";
import { type DigestCase, nameOf } from "./digest-case.ts";
import { exampleBandits } from "./example-bandits.ts";
import { noRandom } from "../../policies/testing/needs.ts";

interface Pull {
  arm: number;
  reward: number;
}

const pullsOf = (pairs: readonly (readonly [number, number])[]): Pull[] =>
  pairs.map(([arm, reward]) => ({ arm, reward }));
/** A history by integer arithmetic alone, so that it is the same in every engine. */
const madeHistory = (arms: number, length: number, rewardOf: (step: number) => number): Pull[] =>
  Array.from({ length }, (_, step) => ({ arm: (step * step + step) % arms, reward: rewardOf((7 * step) % 11) }));

const histories: { name: string; arms: number; history: Pull[] }[] = [
  { name: "no pulls", arms: 4, history: [] },
  {
    name: "the first reference history",
    arms: 2,
    history: pullsOf([
      [0, 0],
      [1, 1],
    ]),
  },
  {
    name: "the second reference history",
    arms: 3,
    history: pullsOf([
      [0, 1],
      [1, 0],
      [2, 1],
      [0, 0],
      [2, 1],
      [0, 1],
    ]),
  },
  { name: "40 pulls of 5 arms", arms: 5, history: madeHistory(5, 40, (step) => (step < 6 ? 0 : 1)) },
  { name: "real rewards", arms: 3, history: madeHistory(3, 20, (step) => step / 8 - 0.3) },
];
/** Horizons that are tried in turn, beginning with none. */
const HORIZONS = [undefined, 12];

const selectionCases = policyVariants.flatMap((policy) =>
  histories.flatMap(({ name, arms, history }) =>
    [undefined, { draws: 300, seed: "digests" }].flatMap((monteCarlo): DigestCase[] => {
      const request = HORIZONS.map(
        (horizon) => SelectionRequest.safeParse({ policy, arms, history, horizon, monteCarlo }).data,
      ).find((parsed) => parsed !== undefined);
      if (!request) return [];
      const how = monteCarlo ? ", and by Monte Carlo" : "";
      return [
        {
          name: `selectionProbabilities of ${nameOf(policy)} after ${name}${how}`,
          answer: () => selectionProbabilities(request),
        },
      ];
    }),
  ),
);

const manyPulls: { name: string; counts: [pulls: number, rewardSum: number][] }[] = [
  {
    name: "thousands of pulls that are nearly equal",
    counts: [
      [3238, 1541],
      [3242, 1545],
    ],
  },
  {
    name: "equal means of different pulls",
    counts: [
      [1000, 400],
      [500, 200],
      [20, 8],
    ],
  },
];
const countCases = [...policyVariants, { kind: "gittins", discount: 0.99 } as const].flatMap((policy) =>
  manyPulls.flatMap(({ name, counts }): DigestCase[] => {
    const request = SelectionRequest.safeParse({
      policy,
      arms: counts.length,
      counts: counts.map(([pulls, rewardSum], arm) => ({ arm, pulls, rewardSum })),
    }).data;
    const caseName = `selectionProbabilities of ${nameOf(policy)} after ${name}`;
    return request ? [{ name: caseName, answer: () => selectionProbabilities(request) }] : [];
  }),
);

const posteriors: [string, BestArmRequest][] = [
  ["two", { family: "beta", arms: [beta(1, 2), beta(2, 1)] }],
  ["three, as a fraction", { family: "beta", arms: [beta(1, 4), beta(5, 2), beta(3, 3)] }],
  [
    "four of broken shapes",
    { family: "beta", arms: [beta(0.02, 0.3), beta(2.5, 1.25), beta(40.1, 38.9), beta(7, 0.5)] },
  ],
  ["sharp", { family: "beta", arms: [beta(1e6, 2e6), beta(1.001e6, 2e6), beta(3, 5)] }],
  ["hopeless", { family: "beta", arms: [beta(2, 900), beta(800, 3)] }],
  ["thirty", { family: "beta", arms: Array.from({ length: 30 }, (_, arm) => beta(1 + arm / 4, 5)) }],
  ["two", { family: "normal", arms: [normal(0, 1), normal(0.5, 2)] }],
  ["four", { family: "normal", arms: [normal(-3, 0.1), normal(0, 1), normal(0.1, 1.5), normal(12, 40)] }],
  ["hopeless", { family: "normal", arms: [normal(0, 1), normal(30, 1), normal(29, 2)] }],
  ["two", { family: "gamma", arms: [gamma(1, 2), gamma(2, 1)] }],
  ["four", { family: "gamma", arms: [gamma(0.3, 0.1), gamma(20, 19), gamma(300, 301.5), gamma(5, 8)] }],
  ["two", { family: "student-t", arms: [student(0, 1, 3), student(0.5, 2, 5)] }],
  [
    "four",
    { family: "student-t", arms: [student(0, 1, 0.7), student(1, 1, 1), student(-2, 5, 30), student(0, 2, 1e4)] },
  ],
];
const bestArmCases = posteriors.map(([name, request]): DigestCase => ({
  name: `bestArmAnswer of ${request.family} posteriors: ${name}`,
  answer: () => bestArmAnswer(request),
}));

function beta(alpha: number, beta: number): BetaParameters {
  return { alpha, beta };
}
function normal(mean: number, standardDeviation: number) {
  return { mean, standardDeviation };
}
function gamma(shape: number, rate: number) {
  return { shape, rate };
}
function student(location: number, scale: number, degreesOfFreedom: number) {
  return { location, scale, degreesOfFreedom };
}

const threeArms = { kind: "bernoulli", means: [0.125, 0.5, 0.625] } as const;
const regretCases = policyVariants.flatMap((policy) =>
  [...exampleBandits, threeArms].flatMap((bandit): DigestCase[] => {
    const request = ExpectedRegretRequest.safeParse({ policy, bandit, horizon: 8 }).data;
    const name = `expectedRegret of ${nameOf(policy)} on ${bandit === threeArms ? "three arms" : bandit.kind}`;
    return request ? [{ name, answer: () => expectedRegret(request) }] : [];
  }),
);

const gittinsArms: [alpha: number, beta: number, discount: number][] = [
  [1, 1, 0.9],
  [2, 1, 0.9],
  [1, 2, 0.5],
  [0.25, 3.5, 0.8],
  [40, 17, 0.9],
  [3, 2, 0.95],
  [1, 1, 0],
];
const gittinsCases = gittinsArms.map(([alpha, beta, discount]): DigestCase => ({
  name: `gittinsIndex of (${alpha}, ${beta}) at ${discount}`,
  answer: () => gittinsIndex(alpha, beta, discount),
}));

const optimalValueCases: DigestCase[] = [
  { name: "bayesOptimalValue of two arms", answer: () => bayesOptimalValue([beta(1, 1), beta(1, 1)], 30) },
  {
    name: "bayesOptimalValue of three arms",
    answer: () => bayesOptimalValue([beta(1, 1), beta(0.5, 2), beta(3, 2)], 8),
  },
];

const banditCases = exampleBandits.flatMap((input): DigestCase[] => {
  const bandit = BanditSpec.parse(input);
  return [
    { name: `laiRobbinsConstant of ${bandit.kind}`, answer: () => laiRobbinsConstant(bandit) ?? null },
    { name: `createBandit of ${bandit.kind}`, answer: () => playedBandit(bandit) },
  ];
});

/** Worlds and their rewards. */
function playedBandit(spec: BanditSpec) {
  return Array.from({ length: 20 }, (_, replication) => {
    const bandit = createBandit(spec, stream("digests", "means", "", replication));
    const random = stream("digests", "reward", "", replication);
    const rewards = Array.from(bandit.means, (_, arm) => Array.from({ length: 20 }, () => bandit.pull(arm, random)));
    return { means: Array.from(bandit.means), rewards };
  });
}

const policyCases = policyVariants.map((variant): DigestCase => ({
  name: `createPolicy of ${nameOf(variant)}`,
  answer: () => playedPolicy(variant),
}));

/** A policy's pulls and final probabilities when a user of the library plays it. */
function playedPolicy(variant: PolicyVariant) {
  const statistics = new ArmStatistics(3);
  const spec = PolicySpec.parse(variant);
  const policy = createPolicy(spec, { statistics, horizon: 21 });
  const random = stream("digests", "policy", "");
  const arms = Array.from({ length: 20 }, (_, step) => {
    const arm = policy.select(random);
    const reward = (5 * step + arm) % 3 === 0 ? 1 : 0;
    statistics.record(arm, reward);
    policy.update(arm, reward, noRandom);
    return arm;
  });
  return { arms, probabilities: policy.selectionProbabilities(), decision: statistics.decision };
}

const spec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.25, 0.5] },
  policies: [{ kind: "thompson-beta" }, { kind: "ucb" }],
  horizon: 50,
  replications: 20,
  seed: "digests",
});

/** The error thrown on mistakes, in words. */
function mistakesOf(input: unknown) {
  try {
    return parseInput(SimulationSpec, input);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { message: error.message, mistakes: error.mistakes };
  }
}

function cancelledMessage(): string {
  const { bandit } = spec;
  try {
    expectedRegret({ policy: { kind: "thompson-beta" }, bandit, horizon: 60 }, { cancelled: () => true });
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return error.message;
  }
  throw new Error("It was not cancelled.");
}

/** The recommended arms where two tie. */
function recommendedArms(): number[] {
  const statistics = new ArmStatistics(4);
  [3, 6, 6, 2].forEach((successes, arm) => statistics.set(arm, 8, successes));
  const policy = createPolicy({ kind: "uniform" }, { statistics });
  const random = stream("digests", "policy", "recommended");
  return Array.from({ length: 20 }, () => recommendationOf(policy, statistics, random));
}

const otherCases: DigestCase[] = [
  { name: "recommendationOf arms that tie", answer: recommendedArms },
  {
    name: "bestArmProbabilities of Beta posteriors",
    answer: () => bestArmProbabilities([beta(1, 4), beta(5.5, 2), beta(3, 3)]),
  },
  {
    name: "stream of words, uniforms and integers below a bound",
    answer: () => {
      const random = stream("digests", "policy", "lane", 7);
      return Array.from({ length: 200 }, (_, n) => [random.word(), random.uniform(), random.below(n + 1)]);
    },
  },
  { name: "specHash of a specification", answer: () => specHash(spec) },
  {
    name: "preparePlayers before a simulation",
    answer: async () => {
      await preparePlayers(spec);
      return simulate(spec);
    },
  },
  {
    name: "sweep of a policy's parameter and the horizon",
    answer: () =>
      sweep({
        base: { ...spec, replications: 5 },
        axes: [
          { pointer: "/policies/1/c", values: [0, 0.5] },
          { pointer: "/horizon", values: [10, 20] },
        ],
      }),
  },
  ...gallery.map((entry): DigestCase => ({ name: `reproduce ${entry.id}`, answer: () => reproduce(entry) })),
  {
    name: "parseInput of mistakes, thrown as InvalidInput",
    answer: () =>
      [
        undefined,
        {},
        { ...spec, horizont: 5, horizon: 0.5 },
        { ...spec, policies: [{ kind: "ucb2" }, { kind: "ucb", c: -1 }, { kind: "bayes-optimal" }], horizon: 1e7 },
        { ...spec, bandit: { kind: "gaussian", means: [0, "1"] }, seed: 0.1, labels: ["a", "a"] },
      ].map(mistakesOf),
  },
  {
    name: "InvalidInput of a mistake",
    answer: () => new InvalidInput([{ pointer: "/a", code: "b", detail: "c" }]).message,
  },
  { name: "Cancelled by expectedRegret", answer: cancelledMessage },
  {
    name: "ArmStatistics of some pulls",
    answer: () => {
      const statistics = new ArmStatistics(2);
      for (const { arm, reward } of madeHistory(2, 9, (step) => step / 10)) statistics.record(arm, reward);
      return [Array.from(statistics.pulls), Array.from(statistics.rewardSums), statistics.totalPulls];
    },
  },
];

const traceCases = policyVariants.flatMap((policy) =>
  exampleBandits.flatMap((bandit): DigestCase[] => {
    const feedback = { kind: "delayed", rounds: 2 } as const;
    const parsed = SimulationSpec.safeParse({
      bandit,
      policies: [policy],
      horizon: 12,
      replications: 2,
      seed: 5,
      feedback,
    });
    if (!parsed.success) return [];
    const answer = () => trace({ spec: parsed.data, replication: 1, from: 9, to: 12, rewards: [{ t: 3, reward: 1 }] });
    return [{ name: `trace of ${nameOf(policy)} on ${bandit.kind}`, answer }];
  }),
);

export const answerCases: readonly DigestCase[] = [
  ...selectionCases,
  ...countCases,
  ...bestArmCases,
  ...regretCases,
  ...gittinsCases,
  ...optimalValueCases,
  ...banditCases,
  ...policyCases,
  ...otherCases,
  ...traceCases,
];
