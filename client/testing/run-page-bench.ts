/**
 * `npm run bench:page`: how long a visitor of the Lab waits, in a real browser on this machine, against the goals. Run
 * `npm run build` before. The browser has no graphics processor, so a visitor's is faster.
 */
import { chromium, type Page } from "playwright-core";
import { printTable } from "../../server/commands/output.ts";
import { chromiumLaunch } from "./chromium.ts";
import { startBuiltServer } from "./server.ts";

const TIMES = 5;
const GOALS = { curve: 500, toggle: 50 };

/** From a press to the paint of what it changes, in milliseconds; what follows the press is waited for in the page. */
async function untilPainted(page: Page, selector: string, followed: string): Promise<number> {
  return await page.evaluate(
    async ([button, condition]) => {
      const painted = () =>
        new Promise<void>((resolve) => {
          // A task that is posted in a frame runs after its paint.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener("message", () => resolve(), { once: true });
            port1.start();
            port2.postMessage(null);
          });
        });
      const isDone = () => {
        if (condition === "") return true;
        return (document.querySelector("progress")?.value ?? 0) > 0 && document.querySelector(condition) !== null;
      };
      const start = performance.now();
      document.querySelector<HTMLElement>(button)!.click();
      do await painted();
      while (!isDone());
      return performance.now() - start;
    },
    [selector, followed] as const,
  );
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const server = await startBuiltServer();
const browser = await chromium.launch(await chromiumLaunch());
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
// tsx gives functions their names by this function, which a page does not have.
await page.addInitScript("globalThis.__name = (named) => named");
await page.goto(`${server.url}/lab`, { waitUntil: "networkidle" });
const rows: string[][] = [];
const row = (what: string, goal: number, times: readonly number[]) => {
  const middle = median(times);
  rows.push([
    what,
    `≤ ${goal} ms`,
    `${Math.round(middle)} ms`,
    `${Math.round(Math.max(...times))} ms`,
    middle <= goal ? "met" : "missed",
  ]);
};

const toggles = await page.locator(".lab-toolbar button[aria-pressed]").all();
for (const [place, toggle] of toggles.entries()) {
  const name = (await toggle.innerText()).trim();
  await toggle.evaluate((element, id) => element.setAttribute("data-bench", id), String(place));
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) times.push(await untilPainted(page, `[data-bench="${place}"]`, ""));
  row(`“${name}” painted`, GOALS.toggle, times);
}

const curves: number[] = [];
for (let time = 0; time < TIMES; time++) {
  await page.goto(`${server.url}/lab`, { waitUntil: "networkidle" });
  // A new run each time: no answer is remembered.
  await page.getByLabel("Replications, N").fill(String(200_000 + time));
  await page.getByRole("button", { name: "Run", exact: true }).evaluate((run) => run.setAttribute("data-bench", "run"));
  curves.push(await untilPainted(page, '[data-bench="run"]', ".lab-chart canvas"));
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Cancelled").first().waitFor();
}
row("first live curve after Run", GOALS.curve, curves);

printTable(["measurement", "goal", "median of 5", "longest", ""], rows, [2, 3]);
await browser.close();
await server.stop();
