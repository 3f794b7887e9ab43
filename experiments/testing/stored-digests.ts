import { readFileSync, writeFileSync } from "node:fs";
import { ENGINE_VERSION } from "../spec/version.ts";
import type { Digests } from "./digest-cases.ts";

/** The digests in the repository, and the engine version that they were written for. */
export interface StoredDigests {
  about: string;
  engineVersion: string;
  digests: Digests;
}

const file = new URL("digests.json", import.meta.url);
const about =
  "SHA-256 of the canonical JSON of every case in digest-cases.ts, as Node gave it. A digest says that an answer is the " +
  "same as that one, byte for byte; it never says that the answer is right. Written by `npm run engines -- --write`, " +
  "when ENGINE_VERSION is raised.";

export function storedDigests(): StoredDigests {
  return JSON.parse(readFileSync(file, "utf8")) as StoredDigests;
}

/** Replaces the digests in the repository by those of this engine version. */
export function storeDigests(digests: Digests): void {
  const stored: StoredDigests = { about, engineVersion: ENGINE_VERSION, digests };
  writeFileSync(file, `${JSON.stringify(stored, null, 1)}\n`);
}
