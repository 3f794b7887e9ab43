// Slow: runs sweeps in a browser, and has axe inspect their page.
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

const EPSILONS = "0.01, 0.03, 0.1, 0.2, 0.3, 0.5";
const epsilon = (page: Page) => page.getByLabel("ε, exploration probability");
const press = async (page: Page, name: string | RegExp) =>
  await page.getByRole("button", { name, exact: true }).click();
const finished = async (page: Page) => await page.getByText("Finished", { exact: true }).waitFor();
const words = (page: Page) => page.locator(".sweep-words output");
const row = (page: Page, value: string) =>
  page.locator(".sweep-table tbody tr").filter({ has: page.getByRole("rowheader", { name: value, exact: true }) });
const posts = (page: Page) => {
  const sent: string[] = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(new URL(request.url()).pathname));
  return sent;
};

test("six ε are a sweep in two actions: plot, best value, figure, code, reload and link", async () => {
  const page = await open("/lab");
  // What the example says of ε = 0.1, beside four other policies.
  const beside = /ε-greedy\s+([\d.]+ ± [\d.]+)/.exec(await page.locator(".lab-legend").innerText())![1];

  await epsilon(page).fill(EPSILONS);
  await press(page, "Sweep 6 values");
  await finished(page);
  expect(await epsilon(page).getAttribute("aria-invalid")).toBeNull();
  expect(await page.locator(".lab-policy-keys output", { hasText: "values" }).innerText()).toBe(
    "= 6 values: 0.01 … 0.5",
  );
  expect(await words(page).innerText()).toContain(`Lowest regret at ε = 0.1: ${beside}`);
  expect(await row(page, "0.1").innerText()).toContain(`lowest ${beside}`);
  expect(await page.locator(".sweep-table tbody tr").count()).toBe(6);
  await page.getByText("All points see the same rewards").waitFor();
  const bar = page.locator(".lab-bar");

  const chart = page.getByRole("group", { name: /^Sweep chart/ });
  await chart.press("Home");
  expect(await page.locator(".sweep-read").innerText()).toMatch(/^ε = 0.01: ε-greedy/);
  expect(await row(page, "0.01").getAttribute("data-marked")).toBe("true");

  await page.getByText("Export…").click();
  const download = page.waitForEvent("download");
  await press(page, "SVG");
  const svg = await readFile(await (await download).path(), "utf8");
  expect(svg).toContain("Lowest regret at ε = 0.1");
  expect(svg).toContain("0.03");

  await page.getByText("This sweep as code").click();
  const code = await page.locator("pre", { hasText: "await fetch" }).innerText();
  const printed: unknown[][] = [];
  await run(code, { log: (...values: unknown[]) => printed.push(values) });
  expect(printed.map(([value]) => value)).toEqual(EPSILONS.split(", ").map(Number));
  expect(Number(printed[2][2]).toFixed(1)).toBe(beside.split(" ")[0]);

  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await expectAccessible(page);
    expect((await bar.boundingBox())!.height).toBeLessThanOrEqual(64);
  }
  await page.setViewportSize({ width: 1280, height: 900 });

  // A reload finds the sweep, and starts no other.
  const sent = posts(page);
  await page.reload();
  await finished(page);
  expect(await words(page).innerText()).toContain(`Lowest regret at ε = 0.1: ${beside}`);
  expect(await epsilon(page).inputValue()).toBe(EPSILONS);
  expect(sent).toEqual([]);
  const link = new URL(page.url());

  // A second list is refused in words; one value is a run again.
  await page.getByLabel("Horizon, T").fill("100, 200");
  await page.getByText("One number at a time can have several values here, and ε has 6 values.").first().waitFor();
  await page.getByLabel("Horizon, T").fill("1000");
  await epsilon(page).fill("0.1");
  await press(page, "Run");
  await page.locator(".lab-legend").waitFor();

  // The link opens the sweep elsewhere.
  const other = await open(link.pathname + link.search, { viewport: { width: 1200, height: 900 } });
  await finished(other);
  expect(await words(other).innerText()).toContain(`Lowest regret at ε = 0.1: ${beside}`);
});

/** Runs a snippet as a module would. */
async function run(code: string, console: { log: (...values: unknown[]) => void }): Promise<void> {
  const AsyncFunction = (async () => {}).constructor as new (
    ...text: string[]
  ) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction("console", code)(console);
}

test("a cancelled sweep keeps its finished values, without the server it runs in the browser, and the list has those of the server", async () => {
  const page = await open("/lab");
  await page.getByLabel("Horizon, T").fill("5000");
  await page.getByLabel("Replications, N").fill("20; 200,000");
  await press(page, "Sweep 2 values");
  await page.getByText("1 of 2 values").waitFor();
  await press(page, "Cancel");
  await page.getByText("Cancelled", { exact: true }).waitFor();
  expect(await row(page, "20").innerText()).toMatch(/±/);
  expect(await row(page, "200,000").innerText()).toContain("cancelled");
  await page.reload();
  await page.getByText("Cancelled", { exact: true }).waitFor();
  expect(await row(page, "20").innerText()).toMatch(/±/);

  await page.route("**/api/**", (route) => route.abort());
  await page.getByLabel("Horizon, T").fill("10; 20");
  await page.getByLabel("Replications, N").fill("30");
  await press(page, "Sweep 2 values");
  await page.getByText("this ran in your browser, with the same numbers").waitFor();
  expect(await row(page, "20").innerText()).toMatch(/±/);
  expect(await words(page).innerText()).toMatch(/^Lowest mean regret: .* at T = 10/);
  await page.unroute("**/api/**");

  await page.getByRole("banner").getByRole("link", { name: /^Runs/ }).click();
  const listed = page.getByRole("table", { name: "Sweeps" }).locator("tbody tr");
  await listed.getByText("Cancelled, 2 of 2 values").waitFor();
  await listed.getByRole("link", { name: "N, 2 values: 20 … 200,000" }).click();
  await page.getByText("Cancelled", { exact: true }).waitFor();
});

test("a row of the leaderboard and its line stand out together, and the bar stays small with large text", async () => {
  const page = await open("/lab");
  const canvas = page.locator(".lab-regret canvas");
  const drawn = () => canvas.evaluate((element: HTMLCanvasElement) => element.toDataURL());
  const standing = page.locator(".lab-legend tbody tr[data-emphasised]");
  const rows = page.locator(".lab-legend tbody tr");
  const plain = await drawn();
  await rows.nth(3).hover();
  expect(await standing.count()).toBe(1);
  const hovered = await drawn();
  expect(hovered).not.toBe(plain);
  await page.mouse.move(0, 0);
  expect(await drawn()).toBe(plain);
  await rows.nth(3).getByRole("button").focus();
  expect(await drawn()).toBe(hovered);

  const chart = page.getByRole("group", { name: /^Regret chart/ });
  await chart.press("ArrowDown");
  expect(await standing.innerText()).toMatch(/^1\s/);

  // Somewhere on the right edge of the plot is a line.
  const box = (await canvas.boundingBox())!;
  const right = await page.locator(".lab-chart").evaluate((element) => element.style.getPropertyValue("--plot-right"));
  await page.mouse.move(0, 0);
  await chart.blur();
  expect(await standing.count()).toBe(0);
  for (let y = 10; y < box.height && (await standing.count()) === 0; y += 8) {
    await page.mouse.move(box.x + Number.parseFloat(right) - 2, box.y + y);
  }
  expect(await standing.innerText()).toContain("UCB1");

  await page.evaluate(() => (document.documentElement.dataset.textSize = "150"));
  for (const width of [768, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    const { height } = (await page.locator(".lab-bar").boundingBox())!;
    expect(height).toBeLessThanOrEqual(64);
  }
});

test("the list of runs fits windows from 768 to 1,200 pixels, a run's page has its name, and a comparison is exported", async () => {
  const page = await open("/lab");
  for (const replications of ["30", "40"]) {
    await page.getByLabel("Replications, N").fill(replications);
    await press(page, "Run");
    await page.getByText(`${replications} of ${replications} replications`).waitFor();
  }
  await page.getByRole("banner").getByRole("link", { name: /^Runs/ }).click();
  const table = page.getByRole("table", { name: "Runs" });
  await table.locator("tbody tr").nth(1).waitFor();
  for (const width of [768, 900, 1024, 1200, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await table.evaluate(
      (element: HTMLElement) => element.offsetWidth - element.closest(".runs-table")!.clientWidth,
    );
    expect([width, Math.max(0, wider)]).toEqual([width, 0]);
  }
  const link = table.getByRole("link").first();
  const name = await link.innerText();
  await link.click();
  await page.waitForFunction((title) => document.title === title, `${name} · Bandit Lab`);

  await page.getByRole("link", { name: "Compare…" }).click();
  await page.locator(".compare-picker").getByRole("link").click();
  await page.getByText("Export…").click();
  const download = page.waitForEvent("download");
  await press(page, "SVG");
  const svg = await readFile(await (await download).path(), "utf8");
  expect(svg).toContain("A: UCB1");
  expect(svg).toContain("40 replications");
});
