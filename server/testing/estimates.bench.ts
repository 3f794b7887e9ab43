import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import type { Bench } from "../../policies/testing/bench.ts";
import { projectFolder } from "../engine.ts";

type BanditInput = SimulationSpecInput["bandit"];
type PolicyInput = SimulationSpecInput["policies"][number];

/** An estimate is right within this factor. */
const FACTOR = 3;

/** What no user notices makes no ratio. */
const UNSEEN_SECONDS = 0.02;

/** Numbers from one to another, evenly. */
const from = (least: number, most: number, count: number) =>
  Array.from({ length: count }, (_, i) => (count === 1 ? least : least + ((most - least) * i) / (count - 1)));

/** Bandits on which policies take very different times: arms that hardly pay, similar arms, and different arms. */
const bandits = {
  low: (arms: number): BanditInput => ({ kind: "bernoulli", means: from(0.01, 0.04, arms) }),
  apart: (arms: number): BanditInput => ({ kind: "bernoulli", means: from(0.1, 0.9, arms) }),
  close: (arms: number): BanditInput => ({ kind: "bernoulli", means: from(0.49, 0.51, arms) }),
  gaussian: (arms: number): BanditInput => ({ kind: "gaussian", means: from(0, 1, arms) }),
  noisy: (arms: number): BanditInput => ({ kind: "gaussian", means: from(0, 1, arms), standardDeviation: 100 }),
  drawn: (arms: number): BanditInput => ({
    kind: "beta-bernoulli",
    priors: Array.from({ length: arms }, () => ({ alpha: 1, beta: 1 })),
  }),
};

type Case = [policy: PolicyInput, bandit: keyof typeof bandits, arms: number, horizon: number, replications: number];

/** Each some tenths of a second to some seconds. */
const cases: Case[] = [
  [{ kind: "uniform" }, "apart", 2, 10, 200_000],
  [{ kind: "uniform" }, "drawn", 1000, 100, 2000],
  [{ kind: "uniform" }, "gaussian", 10, 10_000, 3000],
  [{ kind: "greedy" }, "apart", 10, 1000, 20_000],
  [{ kind: "greedy" }, "low", 1000, 1000, 3000],
  [{ kind: "greedy", initialValue: 1 }, "close", 1000, 1000, 300],
  [{ kind: "epsilon-greedy" }, "apart", 1000, 10_000, 300],
  [{ kind: "epsilon-greedy", explore: "others", epsilon: 0.5 }, "close", 100, 10_000, 1000],
  [{ kind: "ucb" }, "close", 2, 1000, 20_000],
  [{ kind: "ucb", c: 0.01 }, "apart", 100, 10_000, 300],
  [{ kind: "ucb1" }, "low", 100, 10_000, 100],
  [{ kind: "ucb1" }, "gaussian", 1000, 10_000, 60],
  [{ kind: "ucb1-tuned" }, "apart", 10, 1000, 3000],
  [{ kind: "ucb1-tuned" }, "low", 100, 10_000, 30],
  [{ kind: "ucb1-tuned" }, "gaussian", 1000, 10_000, 10],
  [{ kind: "moss" }, "close", 2, 1000, 20_000],
  [{ kind: "moss" }, "low", 100, 10_000, 100],
  [{ kind: "moss", scale: 4 }, "apart", 1000, 10_000, 30],
  [{ kind: "sliding-window-ucb" }, "apart", 10, 1000, 10_000],
  [{ kind: "sliding-window-ucb", window: 5000 }, "low", 100, 10_000, 100],
  [{ kind: "sliding-window-ucb", window: 30 }, "close", 1000, 10_000, 30],
  [{ kind: "kl-ucb" }, "low", 1000, 10_000, 1],
  [{ kind: "kl-ucb" }, "apart", 1000, 10_000, 4],
  [{ kind: "kl-ucb", c: 3 }, "apart", 10, 1000, 3000],
  [{ kind: "kl-ucb" }, "gaussian", 100, 1000, 300],
  [{ kind: "kl-ucb" }, "gaussian", 10, 1000, 1000],
  [{ kind: "kl-ucb" }, "noisy", 10, 1000, 300],
  [{ kind: "kl-ucb" }, "noisy", 1000, 4000, 4],
  [{ kind: "bayes-ucb" }, "low", 1000, 500, 2],
  [{ kind: "bayes-ucb" }, "apart", 100, 1000, 100],
  [{ kind: "bayes-ucb", alpha: 0.37, beta: 2.6 }, "close", 10, 1000, 500],
  [{ kind: "thompson-beta" }, "low", 100, 1000, 200],
  [{ kind: "thompson-beta" }, "drawn", 1000, 10_000, 6],
  [{ kind: "thompson-beta", alpha: 0.37, beta: 2.6 }, "apart", 10, 1000, 2000],
  [{ kind: "thompson-beta", alpha: 2, beta: 3 }, "low", 10, 1000, 2000],
  [{ kind: "gittins" }, "apart", 10, 1000, 300],
  [{ kind: "gittins" }, "low", 100, 60_000, 2],
  [{ kind: "gittins", discount: 0.97 }, "low", 10, 1000, 2],
  [{ kind: "gittins", discount: 0.99 }, "low", 2, 200, 1],
  [{ kind: "gittins", discount: 0.99 }, "apart", 10, 1000, 10],
  [{ kind: "bayes-optimal" }, "apart", 2, 150, 3000],
  [{ kind: "bayes-optimal", alpha: 0.3, beta: 0.7 }, "close", 4, 20, 20_000],
  [{ kind: "softmax" }, "apart", 10, 1000, 20_000],
  [{ kind: "softmax", temperature: 1e-4 }, "apart", 1000, 1000, 300],
  [{ kind: "gradient" }, "gaussian", 100, 1000, 1000],
  [{ kind: "gradient", stepSize: 250, baseline: "none" }, "apart", 10, 1000, 3000],
  [{ kind: "exp3" }, "apart", 10, 1000, 10_000],
  [{ kind: "exp3", gamma: 1 }, "low", 1000, 10_000, 60],
  [{ kind: "exp3-ix" }, "apart", 10, 1000, 10_000],
  [{ kind: "exp3-ix", gamma: 0 }, "close", 100, 10_000, 300],
  [{ kind: "thompson-normal" }, "gaussian", 10, 1000, 5000],
  [{ kind: "thompson-normal" }, "low", 1000, 1000, 100],
];

/** Exact curves: beside one replication, and as far as they are given. */
const curves: Case[] = [
  ...(
    ["uniform", "greedy", "ucb1", "ucb1-tuned", "kl-ucb", "bayes-ucb", "thompson-beta", "gittins", "softmax"] as const
  ).flatMap((kind): Case[] => [
    [{ kind }, "apart", 1, 1000, 1],
    [{ kind }, "close", 2, 1000, 1],
    [{ kind }, "drawn", 3, 1000, 1],
    [{ kind }, "apart", 8, 9, 1],
  ]),
  [{ kind: "moss" }, "apart", 2, 100, 1],
  [{ kind: "moss" }, "drawn", 3, 30, 1],
  [{ kind: "bayes-optimal" }, "apart", 2, 80, 1],
  [{ kind: "thompson-normal" }, "close", 2, 1000, 1],
  [{ kind: "thompson-normal" }, "drawn", 3, 1000, 1],
  [{ kind: "thompson-normal", standardDeviation: 0.1 }, "apart", 3, 1000, 1],
  [{ kind: "bayes-ucb" }, "drawn", 5, 1000, 1],
  [{ kind: "gittins", discount: 0.99 }, "close", 2, 1000, 1],
  [{ kind: "softmax", temperature: 0.001 }, "apart", 3, 1000, 1],
  [{ kind: "thompson-beta", alpha: 0.37, beta: 2.6 }, "drawn", 3, 1000, 1],
];

interface Timing {
  measured: number;
  estimated: number;
}

function bench(part: "replications" | "exact", [policy, bandit, arms, horizon, replications]: Case): Bench {
  const spec = { bandit: bandits[bandit](arms), policies: [policy], horizon, replications, seed: "estimates" };
  const { kind, ...parameters } = policy;
  const given = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`);
  const size = `${bandit}, K = ${arms}, T = ${horizon}${part === "replications" ? `, N = ${replications}` : ""}`;
  return {
    name: `${part === "exact" ? "exact curve of " : ""}${[kind, ...given, size].join(", ")}`,
    goal: `measured 1/${FACTOR} to ${FACTOR} of the estimate`,
    run: () => {
      const { measured, estimated } = time(spec)[part];
      const value = (measured + UNSEEN_SECONDS) / (estimated + UNSEEN_SECONDS);
      const seconds = `= ${measured.toPrecision(2)} s / ${estimated.toPrecision(2)} s`;
      return { value, unit: seconds, met: value <= FACTOR && value >= 1 / FACTOR };
    },
  };
}

/** Seconds of the processor, in a process of its own: what V8 compiles is part of what a user waits for. */
function time(spec: SimulationSpecInput): Record<"replications" | "exact", Timing> {
  const program = fileURLToPath(new URL("dist/server/timing.js", projectFolder));
  const printed = execFileSync(process.execPath, [program, "estimate", JSON.stringify(spec)], { encoding: "utf8" });
  return JSON.parse(printed) as Record<"replications" | "exact", Timing>;
}

/** Estimated against measured time of simulations: `npm run bench -- estimates`. */
export const benches: Bench[] = [
  ...cases.map((each) => bench("replications", each)),
  ...curves.map((each) => bench("exact", each)),
];
