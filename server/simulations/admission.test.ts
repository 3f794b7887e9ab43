import { expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { checkRoom } from "./admission.ts";

const plan = planSimulation(
  SimulationSpec.parse({
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "greedy" }],
    horizon: 10,
    replications: 10,
    seed: 1,
  }),
);
/** A short simulation with a specification of so many characters. */
const of = (characters: number, client = "a") => ({ plan, client, spec: " ".repeat(characters) });
const limits = { workBudget: 1, waiting: 30, waitingPerClient: 20 };

test("short simulations with small specifications count as a twentieth", () => {
  const waiting = Array.from({ length: 399 }, () => of(90_000));
  expect(() => checkRoom([...waiting, of(90_000)], "a", limits)).not.toThrow();
  expect(() => checkRoom([...waiting, of(90_000), of(90_000)], "a", limits)).toThrow("Too many of your simulations");
});

test("waiting specifications are in memory, so 2 MB count as twenty simulations, per client and in all", () => {
  const largest = of(2_000_000);
  expect(() => checkRoom([largest], "a", limits)).not.toThrow();
  expect(() => checkRoom([largest, of(200_000)], "a", limits)).toThrow("Too many of your simulations");
  expect(() => checkRoom([largest, of(1_000_000, "b")], "b", limits)).not.toThrow();
  expect(() => checkRoom([largest, of(1_100_000, "b")], "b", limits)).toThrow("Too many simulations");
});
