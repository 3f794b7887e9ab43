/** The title, hint and options of a parameter in forms, in place of its schema's, which are for the API. */
interface FieldWords {
  title?: string;
  description?: string;
  options?: Record<string, string>;
}

/** By the parameter's name. */
export const fieldWords: Record<string, FieldWords> = {
  tieBreak: { description: "", options: { uniform: "split evenly", first: "first arm" } },
  explore: { title: "explores", description: "", options: { all: "all arms", others: "other arms only" } },
  baseline: {
    description: "What a reward is compared with.",
    options: { including: "mean of all rewards", excluding: "mean of earlier rewards", none: "none" },
  },
  priors: { description: "One prior for each arm." },
  family: { description: "", options: { bernoulli: "0 or 1 (Bernoulli)", gaussian: "normal (Gaussian)" } },
  law: { title: "distribution of the delay", description: "" },
  rewardCoupling: {
    title: "common random numbers",
    description:
      "On: all policies see the same reward on an arm’s n-th pull, or in round t, so differences are less noisy.",
    options: { "by-pull": "on, by pull", "by-round": "on, by round", independent: "off" },
  },
  feedback: { description: "When a policy learns the reward of a pull. Rewards due after the last pull are lost." },
  checkpoints: { description: "The pulls at which results are recorded." },
};

/** "split evenly" for the choice "uniform" of ties; the choice itself where it has no other words. */
export function optionLabel(field: string, option: string): string {
  return fieldWords[field]?.options?.[option] ?? option;
}
