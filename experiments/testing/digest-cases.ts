import { hashOf } from "../spec/canonical-json.ts";
import { answerCases } from "./answer-cases.ts";
import type { DigestCase } from "./digest-case.ts";
import { simulationCases } from "./simulation-cases.ts";

/** The SHA-256 of the canonical JSON of every case's answer, or the error thrown instead, by name. */
export type Digests = Record<string, string>;

/** An engine's digests, and its own name. */
export interface DigestReport {
  version: string;
  digests: Digests;
}

/** The order of the cases. No answer may depend on it. */
export const orders = ["listed", "reversed", "shuffled"] as const;
export type Order = (typeof orders)[number];

/**
 * Answers of every policy on every bandit that it takes, and of every public function, small enough to take some 5 ms
 * each. Nothing imports a platform, so every JavaScript engine can compute them. A digest shows that an answer is *the same
 * as* another engine's, byte for byte, not that it is *right*: other tests show that.
 */
export const digestCases: readonly DigestCase[] = [...simulationCases, ...answerCases];

/** The digest of every case, computed in the given order and named in the listed order. */
export async function digestsOf(cases: readonly DigestCase[], order: Order = "listed"): Promise<Digests> {
  const digests: Digests = Object.fromEntries(cases.map(({ name }) => [name, ""]));
  for (const one of ordered(cases, order)) digests[one.name] = await digestOf(one);
  return digests;
}

async function digestOf({ answer }: DigestCase): Promise<string> {
  try {
    return hashOf(await answer());
  } catch (error) {
    return `threw ${String(error)}`;
  }
}

function ordered(cases: readonly DigestCase[], order: Order): readonly DigestCase[] {
  if (order === "listed") return cases;
  if (order === "reversed") return cases.toReversed();
  const place = new Map(cases.map(({ name }) => [name, hashOf(["shuffled", name])]));
  return cases.toSorted((one, other) => (place.get(one.name)! < place.get(other.name)! ? -1 : 1));
}

/** The names of the cases whose digests differ or that only one side has. */
export function differing(found: Digests, expected: Digests): string[] {
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...names].filter((name) => found[name] !== expected[name]);
}
