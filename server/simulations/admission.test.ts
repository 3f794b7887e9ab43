import { expect, test } from "vitest";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { ThreadTime } from "../threads/thread-time.ts";
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

test("a sweep counts as one simulation of its summed cost, however many points wait", () => {
  const sweep = (seconds: number) => {
    const group = { seconds, time: new ThreadTime() };
    return Array.from({ length: 400 }, () => ({ ...of(200), group }));
  };
  const waiting = (count: number, seconds: number) => Array.from({ length: count }, () => sweep(seconds)).flat();
  expect(() => checkRoom(waiting(20, 11), "a", limits)).not.toThrow();
  expect(() => checkRoom(waiting(21, 11), "a", limits)).toThrow("Too many of your simulations");
  // Twenty short ones count as a long one.
  expect(() => checkRoom([...waiting(19, 11), ...waiting(20, 9)], "a", limits)).not.toThrow();
  expect(() => checkRoom([...waiting(19, 11), ...waiting(21, 9)], "a", limits)).toThrow("Too many of your simulations");
});

test("the largest sweep finds room where nothing waits", () => {
  const group = { seconds: 9, time: new ThreadTime() };
  const points = Array.from({ length: 400 }, () => ({ ...of(6000), group }));
  expect(() => checkRoom(points, "a", limits)).not.toThrow();
  expect(() => checkRoom([...points, of(1)], "a", limits)).toThrow("Too many of your simulations");
});

test("waiting specifications are in memory, so 2 MB count as twenty simulations, per client and in all", () => {
  const largest = of(2_000_000);
  expect(() => checkRoom([largest], "a", limits)).not.toThrow();
  expect(() => checkRoom([largest, of(200_000)], "a", limits)).toThrow("Too many of your simulations");
  expect(() => checkRoom([largest, of(1_000_000, "b")], "b", limits)).not.toThrow();
  expect(() => checkRoom([largest, of(1_100_000, "b")], "b", limits)).toThrow("Too many simulations");
});
