import type { SimulationSpec } from "../spec/spec.ts";
import { byRounds } from "../spec/coupling.ts";
import { play } from "./play.ts";
import { playRounds } from "./play-rounds.ts";

declare global {
  /** Exists in every module on every platform, but the core is compiled without platform types. */
  interface ImportMeta {
    url: string;
  }
}

const shared = { play, playRounds };
export type Players = typeof shared;

/** The files of the loops. */
const files: Record<keyof Players, string> = { play: "play", playRounds: "play-rounds" };

const players = new Map<string, Players[keyof Players]>();

/** The loop for a policy and a bandit: their own copy if it is loaded, else the shared one. */
export function playerOf<Loop extends keyof Players>(
  loop: Loop,
  policyKind: string,
  banditKind: string,
): Players[Loop] {
  return (players.get(nameOf(loop, policyKind, banditKind)) as Players[Loop] | undefined) ?? shared[loop];
}

/**
 * Loads a copy of the simulation's loop for every policy of a specification, which the JavaScript engine compiles for that
 * policy and its bandit alone. Call it before `simulate`: the numbers stay the same, and a pull takes some 10 to 30 ns less
 * if one thread runs several kinds. If modules cannot be loaded twice, as in a bundle, all kinds share one loop.
 *
 * @param spec parsed by `SimulationSpec`
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
 * const spec = SimulationSpec.parse({ bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10, seed: 1 });
 * await preparePlayers(spec);
 * simulate(spec).completedReplications; // 10
 * ```
 */
export async function preparePlayers(spec: SimulationSpec): Promise<void> {
  const { policies, bandit } = spec;
  const loop = byRounds(spec) ? "playRounds" : "play";
  const kinds = new Set(policies.map(({ kind }) => kind));
  await Promise.all([...kinds].map((kind) => prepare(loop, nameOf(loop, kind, bandit.kind))));
}

async function prepare(loop: keyof Players, name: string): Promise<void> {
  if (players.has(name)) return;
  const [self, folder, extension] = /^(.*\/)players(\.[jt]s)$/.exec(import.meta.url) ?? [];
  if (self === undefined) return;
  try {
    // The same file under another address is another module.
    const file = `${folder}${files[loop]}${extension}?${name}`;
    const copy = (await import(/* @vite-ignore */ /* webpackIgnore: true */ file)) as Players;
    players.set(name, copy[loop]);
  } catch {
    players.set(name, shared[loop]);
  }
}

function nameOf(loop: keyof Players, policyKind: string, banditKind: string): string {
  return `${loop}&${policyKind}&${banditKind}`;
}
