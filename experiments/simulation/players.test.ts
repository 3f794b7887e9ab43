import { describe, expect, test } from "vitest";
import { policyDefinitions } from "../../policies/registry.ts";
import { banditDefinitions, BanditSpec, rewardsOf } from "../bandits/registry.ts";
import { parseInput } from "../mistakes.ts";
import { SimulationSpec } from "../spec.ts";
import { planSimulation } from "./plan.ts";
import { play } from "./play.ts";
import { playerOf, preparePlayers } from "./players.ts";
import { runBlock } from "./run-block.ts";
import { takesRewards } from "../../policies/testing/needs.ts";

const specOf = (banditKind: string, policyKinds: string[]) =>
  parseInput(SimulationSpec, {
    bandit: { kind: banditKind },
    policies: policyKinds.map((kind) => ({ kind })),
    horizon: 30,
    replications: 20,
    seed: "players",
  });
const kindsFor = (banditKind: string) =>
  policyDefinitions
    .map(({ kind }) => kind)
    .filter((kind) => takesRewards(kind, rewardsOf(BanditSpec.parse({ kind: banditKind }))));

describe.each(banditDefinitions.map(({ kind }) => kind))("on a %s bandit", (banditKind) => {
  test("a block is the same whether its policies share a loop or have their own", async () => {
    const kinds = kindsFor(banditKind);
    expect(kinds.length).toBeGreaterThan(5);
    const plan = planSimulation(specOf(banditKind, kinds));
    for (const kind of kinds) expect(playerOf("play", kind, banditKind)).toBe(play);
    const shared = runBlock(plan, 0);
    await preparePlayers(plan.spec);
    const own = kinds.map((kind) => playerOf("play", kind, banditKind));
    // Each a module of its own, or there would be nothing to compare.
    expect(new Set([play, ...own]).size).toBe(kinds.length + 1);
    expect(runBlock(plan, 0)).toEqual(shared);
    await preparePlayers(plan.spec);
    expect(kinds.map((kind) => playerOf("play", kind, banditKind))).toEqual(own);
  });
});

test("a kind that was not prepared goes on with the shared loop", () => {
  expect(playerOf("play", "nobody", "bernoulli")).toBe(play);
});
