import { policyDefinitions } from "../../policies/registry.ts";
import { type PolicyVariant, policyVariants } from "../../policies/testing/policy-variants.ts";
import { simulate } from "../library.ts";
import { BanditSpec } from "../bandits/registry.ts";
import { couplingsOf, type RewardCoupling } from "../spec/coupling.ts";
import { planSimulation } from "../simulation/plan.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { inLots } from "./lots.ts";
import { type DigestCase, nameOf } from "./digest-case.ts";
import { exampleBandits } from "./example-bandits.ts";
import { rewardSpaces } from "../../policies/reward-space.ts";
import { takesRewards } from "../../policies/testing/needs.ts";

/**
 * Horizons that are tried in turn, because policies that plan can do so only for few pulls with many arms. They are short,
 * because exact curves take most of a simulation's time.
 */
const HORIZONS = [24, 12, 4];
/** Odd, so that the sums over even and odd replications have different lengths; more than replications in step. */
const REPLICATIONS = 65;
const REPLICATIONS_OF_SECOND_BLOCK = 3;

const base = { seed: "digests", replications: REPLICATIONS, checkpoints: { kind: "log", count: 12 } } as const;

/** The specification with the longest horizon that the policies can plan for; undefined where none takes the bandit. */
function planned(
  bandit: SimulationSpecInput["bandit"],
  policies: readonly PolicyVariant[],
  more: Partial<SimulationSpecInput> = {},
  horizons = HORIZONS,
): SimulationSpec | undefined {
  return horizons
    .map((horizon) => SimulationSpec.safeParse({ ...base, bandit, policies, horizon, ...more }).data)
    .find((spec) => spec !== undefined);
}

function caseOf(name: string, spec: SimulationSpec | undefined): DigestCase[] {
  return spec ? [{ name: `simulate ${name}`, answer: () => simulate(spec) }] : [];
}

/** The default coupling of a bandit, and independent rewards; stationary worlds need no rounds. */
export function testedCouplings(bandit: SimulationSpecInput["bandit"]): readonly RewardCoupling[] {
  return couplingsOf(BanditSpec.parse(bandit)).filter((coupling, i) => i === 0 || coupling === "independent");
}

/** Every policy, with its defaults and with parameters that take another path, on every bandit that it takes. */
const onEveryBandit = policyVariants.flatMap((policy) =>
  exampleBandits.flatMap((bandit) =>
    testedCouplings(bandit).flatMap((rewardCoupling) =>
      caseOf(`${nameOf(policy)} on ${bandit.kind}, ${rewardCoupling}`, planned(bandit, [policy], { rewardCoupling })),
    ),
  ),
);

const feedbacks = [
  { kind: "delayed", rounds: 3 },
  { kind: "random-delay", mean: 2.5, distribution: "geometric" },
  { kind: "random-delay", mean: 2.5, distribution: "poisson" },
  { kind: "batched", every: 4 },
] as const;

/** Every kind of policy, with rewards that are reported late. */
const late = policyDefinitions.flatMap(({ kind }) =>
  feedbacks.flatMap((feedback) => {
    const bandit = { kind: "bernoulli" as const, means: [0.55, 0.5] };
    const name = `${kind} with feedback ${Object.values(feedback).join(" ")}`;
    return caseOf(name, planned(bandit, [{ kind } as PolicyVariant], { feedback }));
  }),
);

/** Two blocks, to merge their sums. A block of cheap pulls has thousands of replications, so the horizon is short. */
const ofTwoBlocks = policyDefinitions.flatMap(({ kind }) =>
  exampleBandits
    .filter((bandit) => bandit.kind === (takesRewards(kind, rewardSpaces.real) ? "gaussian" : "bernoulli"))
    .flatMap((bandit) => {
      const one = planned(bandit, [{ kind } as PolicyVariant], { checkpoints: { kind: "log", count: 2 } }, [4]);
      if (!one) return [];
      const replications = planSimulation(one).blockSize + REPLICATIONS_OF_SECOND_BLOCK;
      return caseOf(`${kind} on ${bandit.kind} in two blocks`, { ...one, replications });
    }),
);

/** A horizon so long that running sums are formed anew, with so many arms that exact curves take no time. */
const long = policyVariants.flatMap((policy) => {
  const bandit = { kind: "bernoulli", means: Array.from({ length: 20 }, (_, arm) => (arm + 1) / 32) } as const;
  return caseOf(`${nameOf(policy)} on bernoulli for long`, planned(bandit, [policy], { replications: 2 }, [2000]));
});

const together = exampleBandits.flatMap((bandit) => {
  const fitting = policyDefinitions
    .map(({ kind }) => ({ kind }) as PolicyVariant)
    .filter((one) => planned(bandit, [one]));
  return inLots(fitting).flatMap((policies, lot) =>
    caseOf(`policies on ${bandit.kind}, compared, lot ${lot + 1}`, planned(bandit, policies, { replications: 3 })),
  );
});

const manyArms = caseOf(
  "policies on bernoulli of 100 arms",
  planned(
    { kind: "bernoulli", means: Array.from({ length: 100 }, (_, arm) => arm / 128) },
    [{ kind: "thompson-beta" }, { kind: "ucb1" }, { kind: "softmax" }, { kind: "exp3" }],
    { replications: 3, labels: ["a", "b", "c", "d"] },
    [300],
  ),
);

export const simulationCases: readonly DigestCase[] = [
  ...onEveryBandit,
  ...late,
  ...ofTwoBlocks,
  ...long,
  ...together,
  ...manyArms,
];
