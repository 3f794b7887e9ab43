import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { projectFolder } from "../../engine.ts";

/** A result that can be computed beforehand: of a whole specification, or of its first replications. */
export interface Expected {
  spec: SimulationSpecInput;
  replications: number;
}

export function hashOfText(result: string): string {
  return createHash("sha256").update(result).digest("hex");
}

export function keyOf({ spec, replications }: Expected): string {
  return JSON.stringify([spec, replications]);
}

/** The SHA-256 of what the library gives, by `keyOf`. Computed in two processes of their own. */
export async function trueHashes(expected: readonly Expected[]): Promise<Map<string, string>> {
  const distinct = [...new Set(expected.map(keyOf))];
  const halves = [0, 1].map((half) => distinct.filter((_, index) => index % 2 === half));
  const hashes = await Promise.all(halves.map(compute));
  return new Map(halves.flatMap((half, which) => half.map((key, index) => [key, hashes[which][index]] as const)));
}

async function compute(keys: string[]): Promise<string[]> {
  const program = fileURLToPath(new URL("dist/server/true-results.js", projectFolder));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(`[${keys.join(",")}]`);
  const lines = (await text(child.stdout)).split("\n").filter(Boolean);
  if (lines.length !== keys.length) throw new Error("The true results could not be computed.");
  return lines;
}
