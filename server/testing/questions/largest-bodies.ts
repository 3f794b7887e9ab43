/** A body as large as it can be, or as slow to read. */
interface LargestBody {
  name: string;
  path: string;
  text: string;
}

const SELECTION = "/api/v1/selection-probabilities";
const BEST_ARM = "/api/v1/best-arm-probabilities";
const SIMULATIONS = "/api/v1/simulations";
/** A little less than is read. */
const BYTES = 2_090_000;

/** Doubles in (0, 1) of 16 digits or so. */
const digits = (index: number) => ((index + 1) * 0.6180339887498949) % 1;
/** A name of 100 characters that are not ASCII. */
const nameOf = (arm: number) => `${"é".repeat(96)}${String(arm).padStart(4, "0")}`;
const repeated = (part: string, close = "") => part.repeat(Math.floor(BYTES / part.length)) + close;

const names = Array.from({ length: 1000 }, (_, arm) => nameOf(arm));

/** Sixteen policies with a prior for each of a thousand arms. */
export function largestSimulation(seed = "largest") {
  return {
    bandit: { kind: "bernoulli", means: Array.from({ length: 1000 }, (_, arm) => digits(arm)) },
    policies: Array.from({ length: 16 }, (_, policy) => ({
      kind: "thompson-beta",
      priors: Array.from({ length: 1000 }, (_, arm) => ({ alpha: 1 + digits(arm), beta: 1 + digits(arm + policy) })),
    })),
    horizon: 20,
    replications: 10,
    seed,
    labels: Array.from({ length: 16 }, (_, policy) => nameOf(policy)),
  };
}

/** Ten thousand pulls of 1000 named arms. The names alone are 200 kB, and the history names them: its are shorter. */
export function largestHistory() {
  const short = Array.from({ length: 1000 }, (_, arm) => `${"é".repeat(60)}${String(arm).padStart(4, "0")}`);
  const history = Array.from({ length: 10_000 }, (_, index) => ({
    arm: short[(index * 7919) % 1000],
    reward: digits(index),
  }));
  return { policy: { kind: "ucb1" }, arms: short, history };
}

export function largestCounts() {
  const counts = names.map((arm, index) => ({ arm, pulls: 1e12 - index, rewardSum: 1e11 * digits(index) }));
  return { policy: { kind: "ucb1" }, arms: names, counts };
}

export function largestPosteriors() {
  const arms = Array.from({ length: 1000 }, (_, arm) => ({
    mean: digits(arm),
    standardDeviation: 0.1 + digits(arm + 1000),
  }));
  return { family: "normal", arms };
}

/** Bodies that are the largest of their kind, and those that take longest to read and to refuse. */
export function largestBodies(): LargestBody[] {
  const wrong = Array.from({ length: 10_000 }, () => ({ arm: -1, reward: "x", foo: 1 }));
  return [
    { name: "history of 10⁴, named", path: SELECTION, text: JSON.stringify(largestHistory()) },
    { name: "1000 names with counts", path: SELECTION, text: JSON.stringify(largestCounts()) },
    { name: "1000 Normal posteriors", path: BEST_ARM, text: JSON.stringify(largestPosteriors()) },
    { name: "16 policies × 1000 priors", path: SIMULATIONS, text: JSON.stringify(largestSimulation()) },
    { name: "empty lists", path: BEST_ARM, text: `[${repeated("[],")}1]` },
    { name: "objects", path: SIMULATIONS, text: `[${repeated('{"a":1},')}1]` },
    {
      name: "different keys",
      path: SELECTION,
      text: `{${Array.from({ length: 160_000 }, (_, i) => `"k${i}":1`).join()}}`,
    },
    { name: "digits", path: SELECTION, text: `[${repeated("1,")}1]` },
    { name: "escapes", path: SELECTION, text: `"${repeated(String.raw`\u0061`)}"` },
    { name: "spaces", path: SIMULATIONS, text: `${repeated(" ")}1` },
    {
      name: "a history that is all wrong",
      path: SELECTION,
      text: JSON.stringify({ policy: { kind: "ucb1" }, arms: 2, history: wrong }),
    },
  ];
}
