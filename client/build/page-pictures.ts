import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { runAtBuild } from "./compute-at-build.ts";
import type { PageHead } from "../page-table.ts";
import { sketchLines } from "../pages/start/sketch-lines.ts";

/** What most readers of link previews show whole. */
export const PICTURE_SIZE = { width: 1200, height: 630 };

const FONT = fileURLToPath(new URL("../fonts/arimo.ttf", import.meta.url));
const COLOURS = ["#0072b2", "#d55e00", "#009e73"];

let started: Promise<void> | undefined;

/** A picture of every page, for previews of its link: its title, its description and a race of policies. */
export async function pictures(pages: readonly (PageHead & { path: string })[]) {
  // Once for several builds of one process.
  await (started ??= initWasm(readFileSync(fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm")))));
  const font = { fontBuffers: [readFileSync(FONT)], defaultFontFamily: "Arimo" };
  const lines = await raceLines();
  return pages.map((page) => ({ path: page.path, png: new Resvg(drawing(page, lines), { font }).render().asPng() }));
}

async function raceLines(): Promise<string[]> {
  const { races } = await runAtBuild<typeof import("../pages/start/race.computed.ts")>("pages/start/race.computed.ts");
  return sketchLines(races[1], 1072, 190);
}

function drawing({ title, description }: PageHead, lines: readonly string[]): string {
  const { width, height } = PICTURE_SIZE;
  const heading = wrapped(withoutSite(title), 36);
  const text = wrapped(description, 70);
  const textFrom = 150 + heading.length * 74;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Arimo">
  <rect width="100%" height="100%" fill="#ffffff"/>
  <rect width="100%" height="12" fill="#005f94"/>
  <text x="64" y="84" font-size="32" fill="#005f94">Bandit Lab</text>
  ${heading.map((line, row) => `<text x="64" y="${170 + row * 74}" font-size="64" fill="#1a1f27" stroke="#1a1f27">${line}</text>`).join("")}
  ${text.map((line, row) => `<text x="64" y="${textFrom + row * 42}" font-size="31" fill="#525c6b">${line}</text>`).join("")}
  <g fill="none" stroke-width="5" transform="translate(64 410)" opacity="0.9">
    <path d="M0 0V190H1072" stroke="#7c8797" stroke-width="2"/>
    ${lines.map((points, index) => `<polyline points="${points}" stroke="${COLOURS[index]}"/>`).join("")}
  </g>
</svg>`;
}

/** "Bandit Lab" stands above already. */
function withoutSite(title: string): string {
  const own = title.replace(/^Bandit Lab: | · Bandit Lab$/g, "");
  return own.charAt(0).toUpperCase() + own.slice(1);
}

/** Lines of at most so many characters, as XML. */
function wrapped(text: string, most: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)!} ${word}`.trimStart();
    if (longer.length <= most) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
}
