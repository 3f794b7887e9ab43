import type { PolicyVariant } from "../../policies/testing/policy-variants.ts";

/** An answer of the library, with a readable name that begins with its function. */
export interface DigestCase {
  name: string;
  answer: () => unknown;
}

/** "epsilon-greedy (epsilon 0.37, explore others)". */
export function nameOf({ kind, ...parameters }: PolicyVariant): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name} ${String(value)}`);
  return given.length === 0 ? kind : `${kind} (${given.join(", ")})`;
}
