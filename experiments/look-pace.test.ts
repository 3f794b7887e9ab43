import { afterEach, describe, expect, test } from "vitest";
import { policyDefinition } from "../policies/registry.ts";
import { LookPace } from "./look-pace.ts";
import { planSimulation } from "./simulation/plan.ts";
import { runBlock } from "./simulation/run-block.ts";
import { summaryToBytes } from "./simulation/summary-bytes.ts";
import { SimulationSpec, type SimulationSpecInput } from "./spec/spec.ts";

/** The milliseconds between looks at work whose units take this many milliseconds each. */
function gapsOf(unitMilliseconds: (done: number) => number, looks: number): number[] {
  let milliseconds = 0;
  let done = 0;
  const pace = new LookPace(() => milliseconds, 1);
  return Array.from({ length: looks }, () => {
    const start = milliseconds;
    for (const end = done + pace.look(); done < end; done++) milliseconds += unitMilliseconds(done);
    return milliseconds - start;
  });
}

test.each([1e-4, 1e-3, 0.1, 1])("work of %f ms a unit is looked at every 1 to 4 milliseconds", (unit) => {
  const gaps = gapsOf(() => unit, 40);
  // The first amount is a single unit.
  expect(gaps[0]).toBeCloseTo(unit, 9);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
  expect(Math.min(...gaps.slice(20))).toBeGreaterThanOrEqual(1);
});

test("work that becomes a thousand times as slow is looked at as often again after two late looks", () => {
  const gaps = gapsOf((done) => (done < 5000 ? 1e-3 : 1), 60);
  // The work turns slow between two looks, so the first late look sees only half of it.
  expect(gaps.filter((gap) => gap > 8).length).toBeLessThanOrEqual(2);
});

test("work that takes longer than that is looked at after every unit", () => {
  expect(gapsOf(() => 300, 5)).toEqual([300, 300, 300, 300, 300]);
});

test("other work between two looks is not taken for this one's", () => {
  let milliseconds = 0;
  const pace = new LookPace(() => milliseconds, 64);
  pace.look();
  milliseconds = 10_000;
  pace.begin();
  expect(pace.look()).toBe(64);
});

describe("a block of a policy whose pulls take a million times what they are declared to", () => {
  const definition = policyDefinition("softmax");
  const original = { ...definition };
  afterEach(() => void Object.assign(definition, original));

  const input: SimulationSpecInput = {
    bandit: { kind: "bernoulli", means: [0.4, 0.6] },
    policies: [{ kind: "greedy" }, { kind: "softmax" }],
    horizon: 3000,
    replications: 2,
    seed: "pace",
  };

  /** The times of the looks at the block, by a clock that a pull moves by a millisecond, and the block's bytes. */
  function looksAt(isClockHandedIn: boolean) {
    let milliseconds = 0;
    definition.costs = { pull: () => 1, decision: () => 1 };
    definition.create = (parameters, seen) => {
      const policy = original.create(parameters, seen);
      const select = policy.select.bind(policy);
      policy.select = (random) => {
        milliseconds++;
        return select(random);
      };
      return policy;
    };
    const looks: number[] = [];
    const look = () => {
      looks.push(milliseconds);
      return false;
    };
    const plan = planSimulation(SimulationSpec.parse(input));
    const summary = runBlock(plan, 0, look, isClockHandedIn ? () => milliseconds : undefined)!;
    const gaps = looks.slice(1).map((at, index) => at - looks[index]);
    return { longest: Math.max(...gaps), bytes: summaryToBytes(summary) };
  }

  test("is looked at every few milliseconds where its host has a clock, and has the same bytes", () => {
    const [paced, declared] = [looksAt(true), looksAt(false)];
    expect(declared.longest).toBe(3000);
    expect(paced.longest).toBeLessThanOrEqual(4);
    expect(Buffer.compare(paced.bytes, declared.bytes)).toBe(0);
  });
});
