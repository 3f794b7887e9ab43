// Isolated: starts where no player has been prepared.
import { describe, expect, test } from "vitest";
import { policyDefinitions } from "../../policies/registry.ts";
import { banditDefinitions, BanditSpec, rewardsOf } from "../bandits/registry.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import { SimulationSpec } from "../spec/spec.ts";
import { planSimulation } from "./plan.ts";
import { play } from "./play.ts";
import { playRounds } from "./play-rounds.ts";
import { playerOf, preparePlayers } from "./players.ts";
import { runBlock } from "./run-block.ts";
import { inLots } from "../testing/lots.ts";
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
    const all = kindsFor(banditKind);
    expect(all.length).toBeGreaterThan(5);
    for (const kinds of inLots(all)) await expectSameBlocks(banditKind, kinds);
  });
});

async function expectSameBlocks(banditKind: string, kinds: string[]): Promise<void> {
  const plan = planSimulation(specOf(banditKind, kinds));
  const loop = plan.byRounds ? "playRounds" : "play";
  const sharedLoop = { play, playRounds }[loop];
  for (const kind of kinds) expect(playerOf(loop, kind, banditKind)).toBe(sharedLoop);
  const block = runBlock(plan, 0);
  await preparePlayers(plan.spec);
  const own = kinds.map((kind) => playerOf(loop, kind, banditKind));
  // Each a module of its own, or there would be nothing to compare.
  expect(new Set([sharedLoop, ...own]).size).toBe(kinds.length + 1);
  expect(runBlock(plan, 0)).toEqual(block);
  await preparePlayers(plan.spec);
  expect(kinds.map((kind) => playerOf(loop, kind, banditKind))).toEqual(own);
}

test("a kind that was not prepared goes on with the shared loop", () => {
  expect(playerOf("play", "nobody", "bernoulli")).toBe(play);
});
