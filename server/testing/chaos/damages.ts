import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Random } from "../../../policies/random/random.ts";

/** A data folder that is about to be damaged. */
export interface Patient {
  folder: string;
  /** The same folder at an earlier time, after an orderly stop. */
  olderFolder: string;
}

export interface Damage {
  name: string;
  inflict(patient: Patient, random: Random): void;
  /** Whom the server then runs as, where root may do everything. */
  uid?: number;
}

export const DATABASE = "bandit-lab.sqlite";
const NOBODY = 65_534;
const PAGE_BYTES = 4096;
const MOST_PAGES = 4;
const MOST_BITS = 8;

/** Ways to damage the files of a database: torn writes, a bad disk, an operator's mistake. */
export const damages: readonly Damage[] = [
  { name: "main file truncated", inflict: ({ folder }, random) => truncateAnywhere(main(folder), random) },
  { name: "WAL truncated", inflict: ({ folder }, random) => truncateAnywhere(wal(folder), random) },
  {
    name: "pages of zeros",
    inflict: ({ folder }, random) => overwritePages(main(folder), random, () => Buffer.alloc(PAGE_BYTES)),
  },
  {
    name: "pages of garbage",
    inflict: ({ folder }, random) => overwritePages(main(folder), random, () => garbage(random, PAGE_BYTES)),
  },
  {
    name: "older pages",
    inflict: ({ folder, olderFolder }, random) => {
      const older = readFileSync(main(olderFolder));
      const pageOf = (page: number) => older.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
      overwritePages(main(folder), random, pageOf, older.length);
    },
  },
  { name: "bits flipped in the main file", inflict: ({ folder }, random) => flipBits(main(folder), random) },
  { name: "bits flipped in the WAL", inflict: ({ folder }, random) => flipBits(wal(folder), random) },
  {
    name: "another digit in a result",
    inflict: ({ folder }, random) => changeDigit(main(folder), random, /"standardError":\[[^\]]*?(\d)/g),
  },
  {
    name: "another digit in a specification",
    inflict: ({ folder }, random) => changeDigit(main(folder), random, /"replications":(\d)/g),
  },
  { name: "no WAL", inflict: ({ folder }) => rmSync(wal(folder)) },
  { name: "no WAL index", inflict: ({ folder }) => rmSync(shm(folder)) },
  {
    name: "garbage as WAL index",
    inflict: ({ folder }, random) => writeFileSync(shm(folder), garbage(random, 8 * PAGE_BYTES)),
  },
  {
    name: "an older main file below the WAL",
    inflict: ({ folder, olderFolder }) => copyFileSync(main(olderFolder), main(folder)),
  },
  { name: "main file empty", inflict: ({ folder }) => truncateSync(main(folder)) },
  {
    name: "all files empty",
    inflict: ({ folder }) => [main(folder), wal(folder), shm(folder)].forEach((file) => truncateSync(file)),
  },
  {
    name: "no database at all",
    inflict: ({ folder }, random) => replace(folder, () => writeFileSync(main(folder), garbage(random, PAGE_BYTES))),
  },
  { name: "a directory in its place", inflict: ({ folder }) => replace(folder, () => mkdirSync(main(folder))) },
  {
    name: "no permission",
    uid: process.getuid?.() === 0 ? NOBODY : undefined,
    inflict: ({ folder }) => {
      for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0);
      if (process.getuid?.() === 0) for (const owned of [dirname(folder), folder]) chownSync(owned, NOBODY, NOBODY);
    },
  },
];

const main = (folder: string) => join(folder, DATABASE);
const wal = (folder: string) => join(folder, `${DATABASE}-wal`);
const shm = (folder: string) => join(folder, `${DATABASE}-shm`);

function replace(folder: string, put: () => void): void {
  for (const file of [main(folder), wal(folder), shm(folder)]) if (existsSync(file)) rmSync(file);
  put();
}

function truncateAnywhere(file: string, random: Random): void {
  truncateSync(file, Math.floor(random.uniform() * readFileSync(file).length));
}

function overwritePages(file: string, random: Random, pageOf: (page: number) => Uint8Array, length = Infinity): void {
  const bytes = readFileSync(file);
  const pages = Math.floor(Math.min(length, bytes.length) / PAGE_BYTES);
  for (let left = 1 + random.below(MOST_PAGES); left > 0; left--) {
    const page = random.below(pages);
    bytes.set(pageOf(page), page * PAGE_BYTES);
  }
  writeFileSync(file, bytes);
}

function flipBits(file: string, random: Random): void {
  const bytes = readFileSync(file);
  for (let left = 1 + random.below(MOST_BITS); left > 0; left--) {
    bytes[Math.floor(random.uniform() * bytes.length)] ^= 1 << random.below(8);
  }
  writeFileSync(file, bytes);
}

/** Changes the digit that a pattern finds, in one of its matches. */
function changeDigit(file: string, random: Random, pattern: RegExp): void {
  const bytes = readFileSync(file);
  const matches = [...bytes.toString("latin1").matchAll(pattern)];
  const match = matches[random.below(matches.length)];
  const place = match.index + match[0].length - 1;
  bytes[place] = 0x30 + ((Number(match[1]) + 1 + random.below(8)) % 10);
  writeFileSync(file, bytes);
}

function garbage(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256));
}
