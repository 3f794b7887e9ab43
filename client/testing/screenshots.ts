/**
 * Pictures of every page, narrow and wide, light and dark, to be looked at, and the README's picture: after
 * `npm run build`, `npm run screenshots -- FOLDER`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { chromiumLaunch } from "./chromium.ts";
import { startBuiltServer } from "./server.ts";

const folder = process.argv[2] ?? "screenshots";
const pages = { start: "/", lecture: "/lecture", lab: "/lab", calculator: "/calculator" };

mkdirSync(folder, { recursive: true });
const server = await startBuiltServer();
const browser = await chromium.launch(await chromiumLaunch());
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1280]) {
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
