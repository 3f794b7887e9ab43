// Slow: reads the built files.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { pictureOf } from "./page-files.ts";
import { PICTURE_SIZE } from "./build/page-pictures.ts";
import { pageTable } from "./page-table.ts";

/** A built file, with the modules that it imports before it runs. */
interface Built {
  file: string;
  imports?: string[];
}

interface Budget {
  page: string;
  /** Modules that the answer needs. */
  modules: string[];
  worker?: string;
  /** The most kB of script to the first answer. */
  most: number;
  /** What it is to become, where that is less. */
  aim?: number;
}

const START = "index.html";
const budgets: Budget[] = [
  { page: "/ until a reward can be flipped", modules: [START], most: 85 },
  { page: "/learn/lecture-2", modules: [START, "pages/lecture-page.tsx"], most: 200 },
  { page: "/lab", modules: [START, "pages/lab-page.tsx"], most: 200 },
  {
    page: "/decide",
    modules: [START, "pages/decide-page.tsx"],
    worker: "best-arm-worker",
    most: 200,
  },
];

const folder = join(import.meta.dirname, "../dist/client");
const read = (file: string) => readFileSync(join(folder, file));
const manifest = JSON.parse(String(read(".vite/manifest.json"))) as Record<string, Built>;

/** The scripts that some modules need before they run, each once. */
function scriptsOf(modules: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (module: string) => {
    if (!manifest[module]) throw new Error(`The build has no module ${module}.`);
    const { file, imports = [] } = manifest[module];
    if (found.has(file)) return;
    found.add(file);
    imports.forEach(visit);
  };
  modules.forEach(visit);
  return [...found];
}

/** A worker's program. The manifest has none; scripts start it by its address. */
function workerIn(scripts: readonly string[], worker: string): string {
  const address = new RegExp(`assets/${worker}-[\\w-]+\\.js`);
  const found = scripts.map((file) => address.exec(String(read(file)))?.[0]).find((match) => match !== undefined);
  if (found === undefined) throw new Error(`No script starts ${worker}.`);
  return found;
}

/** In kB of 1,000 bytes, by gzip as the server sends it; with brotli, files are a little smaller. */
function sizeOf({ modules, worker }: Budget): number {
  const scripts = scriptsOf(modules);
  const files = worker === undefined ? scripts : [...scripts, workerIn(scripts, worker)];
  return files.reduce((sum, file) => sum + gzipSync(read(file)).length, 0) / 1000;
}

const figures: string[] = [];
afterAll(() => console.log(["Script to the first answer, gzip:", ...figures].join("\n")));

test.each(budgets)("$page takes at most $most kB of script to its first answer", (budget) => {
  const { page, most, aim } = budget;
  const size = sizeOf(budget);
  figures.push(`${page}: ${size.toFixed(1)} kB of ${most}${aim === undefined ? "" : `, to become ${aim}`}`);
  expect(size).toBeLessThanOrEqual(most);
});

test("neither Chart.js nor the engine is fetched before a reward can be flipped", () => {
  const first = scriptsOf([START]).map((file) => String(read(file)));
  // A name that Chart.js registers, and one of the engine's errors.
  for (const [name, chunk] of [
    ["beginAtZero", "pages/start/race-chart.tsx"],
    ["invalid_union", "pages/lab/lab-workspace.tsx"],
  ]) {
    expect(first.some((script) => script.includes(name))).toBe(false);
    expect(scriptsOf([chunk]).some((file) => String(read(file)).includes(name))).toBe(true);
  }
});

test("every page has a picture of its own for previews of its link, and its HTML names it", () => {
  const pictures = pageTable.map(({ path }) => read(pictureOf(path)));
  for (const picture of pictures) {
    // A PNG begins with a signature and the block IHDR, which begins with width and height.
    expect(String(picture.subarray(1, 4))).toBe("PNG");
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([PICTURE_SIZE.width, PICTURE_SIZE.height]);
  }
  expect(new Set(pictures.map((picture) => picture.toString("base64"))).size).toBe(pageTable.length);
  const pages = JSON.parse(String(read("pages.json"))) as { path: string; file: string }[];
  for (const { path } of pageTable) {
    const { file } = pages.find((page) => page.path === path)!;
    expect(String(read(file))).toContain(`property="og:image" content="https://bandit-lab.invalid/${pictureOf(path)}"`);
  }
});

test("the start page's HTML has its content, without scripts and styles inside", () => {
  const html = String(read("index.html"));
  for (const text of [
    "How likely is each arm to be played next?",
    "1/6",
    "Current page, 120, 4000",
    "selection-probabilities",
  ])
    expect(html).toContain(text);
  expect(html).not.toMatch(/<script>|<style|\sstyle=/);
});
