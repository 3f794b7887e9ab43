import { armsOf, exponentials, type Reference, shares } from "../testing/slow-rule.ts";

export const reference: Reference<"gradient"> = (spec, statistics) => {
  let preferences = armsOf(statistics).map(() => 0);
  let [count, total] = [0, 0];
  const law = () => shares(exponentials(preferences));
  return {
    law,
    update(pulled, reward) {
      const before = count === 0 ? 0 : total / count;
      total += reward;
      count++;
      const baseline = { including: total / count, excluding: before, none: 0 }[spec.baseline];
      const probabilities = law();
      preferences = preferences.map(
        (preference, arm) =>
          preference + spec.stepSize * (reward - baseline) * ((arm === pulled ? 1 : 0) - probabilities[arm]),
      );
    },
    reset() {
      preferences = preferences.map(() => 0);
      [count, total] = [0, 0];
    },
  };
};
