import * as z from "zod";
import { InvalidInput, type Mistake } from "../../../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../../../experiments/mistakes/parse-input.ts";
import { SimulationSpec } from "../../../../experiments/spec/spec.ts";
import { stream } from "../../../../policies/random/streams.ts";
import type { AddressLanguage, Checked } from "../../../forms/use-draft-in-address.ts";
import { mistakesOfAddress } from "../../../sources/json-search.ts";
import { armName, LONGEST, MOST_ARMS, type StepSpec } from "../spec.ts";

const MOST_RIVALS = 6;

/** A game: the arms and rewards follow from its seed, unless `means` gives the arms. */
const PlaySpec = z
  .strictObject({
    /** The arms that were pulled: "abba". */
    play: z.string().max(LONGEST).default(""),
    arms: z.int().min(2).max(MOST_ARMS).default(3),
    pulls: z.int().min(1).max(LONGEST).default(30),
    seed: z.string().min(1).max(100).default("play"),
    /** The policies that it is compared with. */
    against: z.array(z.string()).max(MOST_RIVALS).default(["thompson-beta", "ucb1", "epsilon-greedy"]),
    stopped: z.boolean().default(false),
    means: z.array(z.number().min(0).max(1)).min(2).max(MOST_ARMS).optional(),
  })
  .superRefine(({ play, pulls, arms, means }, context) => {
    const names = Array.from({ length: means?.length ?? arms }, (_, arm) => armName(arm));
    const refuse = (message: string, allowed: string) =>
      context.addIssue({ code: "custom", path: ["play"], message, params: { allowed } });
    const wrong = Array.from(play).find((name) => !names.includes(name));
    if (wrong !== undefined) refuse(`names no arm: ${JSON.stringify(wrong)}`, `letters of arms: ${names.join(", ")}`);
    if (play.length > pulls) refuse(`has ${play.length} pulls, more than ${pulls}`, `at most ${pulls} letters`);
  });
export type PlaySpec = z.output<typeof PlaySpec>;
export interface PlayDraft {
  play: string;
  arms: unknown;
  pulls: unknown;
  seed: string;
  against: string[];
  stopped: boolean;
  means?: number[];
}

export const firstGame: PlaySpec = PlaySpec.parse({});

/** The success probabilities: given, or drawn from the seed, uniformly among 0.05, 0.06, …, 0.95. */
export function meansOf({ means, arms, seed }: Pick<PlaySpec, "means" | "arms" | "seed">): number[] {
  const random = stream(seed, "means", "play");
  return means ?? Array.from({ length: arms }, () => (5 + random.below(91)) / 100);
}

/** The simulation whose first replication has the rewards of the game. */
export function simulationOf(game: PlaySpec, replications = 1): SimulationSpec {
  return parseInput(SimulationSpec, {
    bandit: { kind: "bernoulli", means: meansOf(game) },
    // The schema refuses kinds that there are none of. A game against nobody needs rewards all the same.
    policies: (game.against.length > 0 ? game.against : ["uniform"]).map((kind) => ({ kind: kind as "ucb" })),
    horizon: game.pulls,
    replications,
    seed: game.seed,
  });
}

/** The game with the arms and rewards of a run, against its policy. */
export function gameOf({ means, policy, horizon, seed }: StepSpec): PlaySpec {
  return { ...firstGame, arms: means.length, means, pulls: horizon, seed, against: [policy] };
}

/** Whether no further pull is possible. A game without a pull has not begun. */
export function isOver({ play, pulls, stopped }: PlaySpec): boolean {
  return play !== "" && (stopped || play.length >= pulls);
}

function check(draft: PlayDraft): Checked<PlaySpec> {
  try {
    const spec = parseInput(PlaySpec, draft);
    simulationOf(spec);
    return { spec, mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: error.mistakes.map(atField) };
    throw error;
  }
}

/** A mistake of the simulation, at the field that it is about. */
function atField(mistake: Mistake): Mistake {
  const pointer = mistake.pointer.replace(/^\/policies.*$/, "/against").replace(/^\/horizon$/, "/pulls");
  return { ...mistake, pointer };
}

const words = (text: string) => (text === "" ? [] : text.split(","));
const numberOf = (text: string) => (text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text));

const readers: Record<keyof PlaySpec, (text: string) => unknown> = {
  play: (text) => text,
  arms: numberOf,
  pulls: numberOf,
  seed: (text) => text,
  against: words,
  stopped: (text) => (text === "true" ? true : text),
  means: (text) => words(text).map(numberOf),
};

/** `?play=abba&arms=3&pulls=30&seed=play&against=ucb1,thompson-beta&stopped=true`; other fields are ignored. */
function read(search: string): { draft: PlayDraft; mistakes: readonly Mistake[] } {
  try {
    const fields = [...new URLSearchParams(search)].filter(([name]) => Object.hasOwn(readers, name));
    const input = fields.map(([name, text]) => [name, readers[name as keyof PlaySpec](text)]);
    const draft = parseInput(PlaySpec, Object.fromEntries(input));
    return { draft, mistakes: check(draft).mistakes };
  } catch (error) {
    return { draft: firstGame, mistakes: mistakesOfAddress(error) };
  }
}

/** With what differs from the first game; `play` is always there, because it tells games from runs. */
function write(spec: PlaySpec): string {
  const changed = Object.entries(spec).filter(
    ([name, value]) => value !== undefined && String(value) !== String(firstGame[name as keyof PlaySpec] ?? ""),
  );
  const others = changed.filter(([name]) => name !== "play");
  const text = others.map(([name, value]) => `&${name}=${encodeURIComponent(String(value)).replaceAll("%2C", ",")}`);
  return `?play=${spec.play}${text.join("")}`;
}

export const playLanguage: AddressLanguage<PlaySpec, PlayDraft> = { read, check, write };
