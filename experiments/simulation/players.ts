import type { SimulationSpec } from "../spec.ts";
import { play } from "./play.ts";

declare global {
  /** Of every module, on every platform; the core is compiled without the types of any. */
  interface ImportMeta {
    url: string;
  }
}

type Player = typeof play;

const players = new Map<string, Player>();

/** The loop for a policy and a bandit: their own copy where there is one, else the one that all share. */
export function playerOf(policyKind: string, banditKind: string): Player {
  return players.get(nameOf(policyKind, banditKind)) ?? play;
}

/**
 * Gives every policy of a specification its own copy of the loop on its bandit, which is then compiled for these two
 * alone: the numbers stay the same, and a pull takes some 10 to 30 ns less where several kinds meet on a thread. Where
 * modules cannot be loaded anew, in a bundle for the browser say, all go on sharing one.
 *
 * @example
 * ```ts
 * const bandit = { kind: "bernoulli", means: [0.4, 0.6] };
 * const spec = SimulationSpec.parse({ bandit, policies: [{ kind: "ucb1" }], horizon: 100, replications: 10, seed: 1 });
 * await preparePlayers(spec);
 * simulate(spec).completedReplications; // 10
 * ```
 */
export async function preparePlayers({ policies, bandit }: SimulationSpec): Promise<void> {
  const names = new Set(policies.map(({ kind }) => nameOf(kind, bandit.kind)));
  await Promise.all([...names].map((name) => prepare(name)));
}

async function prepare(name: string): Promise<void> {
  if (players.has(name)) return;
  const [self, folder, extension] = /^(.*\/)players(\.[jt]s)$/.exec(import.meta.url) ?? [];
  if (self === undefined) return;
  try {
    // The same file at an address of its own is a module of its own.
    const copy = (await import(/* @vite-ignore */ /* webpackIgnore: true */ `${folder}play${extension}?${name}`)) as {
      play: Player;
    };
    players.set(name, copy.play);
  } catch {
    players.set(name, play);
  }
}

function nameOf(policyKind: string, banditKind: string): string {
  return `${policyKind}&${banditKind}`;
}
