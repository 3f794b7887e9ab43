/**
 * Takes pictures of every page at four widths, light and dark, and the README's picture. After `npm run build`, run
 * `npm run screenshots -- FOLDER`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumLaunch } from "./chromium.ts";
import { startBuiltServer } from "./server.ts";

const folder = process.argv[2] ?? "screenshots";
const pages = {
  start: "/",
  learn: "/learn",
  lecture: "/learn/lecture-2",
  lab: "/lab",
  calculator: "/calculator",
  runs: "/runs",
  compare: "/compare",
};

mkdirSync(folder, { recursive: true });
const server = await startBuiltServer();
const browser = await chromium.launch(await chromiumLaunch());
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 768, 1280, 1920]) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
const page = await browser.newPage({ viewport: { width: 1280, height: 780 }, colorScheme: "light" });
await page.goto(`${server.url}/lab`, { waitUntil: "networkidle" });
await page.screenshot({ path: join(import.meta.dirname, "../../docs/lab.png") });
await browser.close();
await server.stop();
