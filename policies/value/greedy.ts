import * as z from "zod";
import { evenlyAmong } from "../law.ts";
import { definePolicy, type Policy, stateNanoseconds } from "../policy.ts";
import { initialValueParameter, tieBreakParameter } from "../parameters.ts";
import { rewardSpaces } from "../reward-space.ts";
import type { Random } from "../random/random.ts";
import { Leaders, leadersNanoseconds } from "./leaders.ts";

/**
 * Greedy: the arm with the highest sample mean so far.
 *
 *   π(a) = 1[a ∈ A*]/|A*|,   A* = argmax Q(a),   Q(a) = s_a/n_a,   Q(untried arm) = initial value
 *
 * May play a poor arm for ever, so its regret grows linearly in t. Sutton & Barto (2018) §2.2.
 */
export const greedy = definePolicy({
  kind: "greedy",
  label: "Greedy",
  rule: "Plays the arm with the highest sample mean so far.",
  formula: String.raw`A_t = \operatorname*{argmax}_a Q(a), \qquad Q(a) = \frac{s_a}{n_a}`,
  source: "Sutton & Barto (2018), Reinforcement Learning, §2.2",
  exactness: "a fraction: 1/(number of tied leaders)",
  parameters: z.strictObject({ initialValue: initialValueParameter, tieBreak: tieBreakParameter }),
  variants: [{ tieBreak: "first", initialValue: 0.5 }],
  needs: () => ({ belief: "counts", rewards: rewardSpaces.real }),
  costs: {
    pull: (given, workload) => 14 + leadersNanoseconds(given, workload),
    decision: stateNanoseconds,
  },
  blockWeight: () => ({ fixed: 32, perArm: 0 }),
  create: ({ initialValue, tieBreak }, { statistics }) => new Greedy(new Leaders(statistics, initialValue, tieBreak)),
});

class Greedy implements Policy {
  readonly #leaders: Leaders;

  constructor(leaders: Leaders) {
    this.#leaders = leaders;
  }
  reset() {
    this.#leaders.rebuild();
  }
  select(random: Random) {
    return this.#leaders.pick(random);
  }
  update(arm: number) {
    this.#leaders.refresh(arm);
  }
  selectionProbabilities() {
    return evenlyAmong(this.#leaders.chosen, this.#leaders.armCount);
  }
  armValues() {
    return { kind: "index" as const, values: this.#leaders.means };
  }
  fillProbabilities(out: Float64Array) {
    for (let arm = 0; arm < out.length; arm++) out[arm] = 0;
    this.#leaders.addEvenly(1, out);
  }
}
