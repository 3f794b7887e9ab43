// Slow: runs simulations in the browser and compares what is shown.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { labMeasures, titleOf } from "./charts/lab-view.ts";
import { expectAccessible, expectColours } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();
const choose = async (page: Page, title: string) => await page.getByLabel("Measure").selectOption({ label: title });
const textOf = async (page: Page, selector: string) => (await page.locator(selector).first().innerText()).trim();

test("the Lab has a chart, values at the cursor, help and a table for every measure of the table, and keeps the choice", async () => {
  const page = await pages.open("/lab");
  for (const measure of labMeasures) {
    await choose(page, measure.title);
    expect(await textOf(page, ".lab-legend-title")).toContain(`${titleOf(measure)}, mean ± s.e. after`);
    expect(await textOf(page, ".lab-figure figcaption")).toBe(`${measure.title}: ${measure.description}.`);
    const chart = page.getByRole("group", { name: `${measure.title} chart` });
    await chart.press("Home");
    expect(await textOf(page, ".lab-legend-title")).toMatch(/after 1 pull$/);
    expect(await textOf(page, ".lab-figure output")).toMatch(/^After 1 pull: Thompson/);
    expect(await page.getByRole("button", { name: "5–95% of runs" }).isEnabled()).toBe(
      measure.distribution !== undefined,
    );
    await page.getByRole("button", { name: "Table", exact: true }).click();
    expect(await page.getByRole("columnheader", { name: titleOf(measure), exact: true }).count()).toBe(1);
    expect(await textOf(page, ".lab-table-caption >> nth=1")).toContain(measure.description);
    await page.getByRole("button", { name: "Table", exact: true }).click();
  }
  await choose(page, "Reward per pull");
  await page.reload({ waitUntil: "networkidle" });
  expect(await page.getByLabel("Measure").inputValue()).toBe("averageReward");
});

test("the toolbar stays in one line at 1280 pixels, with the button for exact lines too", async () => {
  const page = await pages.open("/lab", { viewport: { width: 1280, height: 900 } });
  await page.getByRole("button", { name: "Short horizon, two arms" }).click();
  await page.getByText("Finished", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Exact", exact: true }).waitFor();
  const bottoms = await page
    .locator(".lab-toolbar > *, .lab-results-head .menu > summary")
    .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().bottom)));
  expect(bottoms.length).toBeGreaterThan(4);
  expect(Math.max(...bottoms) - Math.min(...bottoms)).toBeLessThanOrEqual(2);
});

test("linear checkpoints can be chosen, an invalid number is reported at its field, and their axis is linear until another one is", async () => {
  const page = await pages.open("/lab");
  const isLogX = async () => await page.getByRole("button", { name: "Log x" }).getAttribute("aria-pressed");
  expect(await isLogX()).toBe("true");
  await page.getByLabel("Horizon, T").fill("100");
  await page.getByText("More settings").click();
  await page.getByRole("combobox", { name: "Checkpoints" }).selectOption("even in t");
  const count = page.getByLabel(/number of checkpoints/i);
  await count.fill("1");
  await expect.poll(async () => await count.getAttribute("aria-invalid")).toBe("true");
  await count.fill("4");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("Finished", { exact: true }).waitFor();
  expect(await isLogX()).toBe("false");
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const along = page.locator(".lab-table").nth(1);
  expect(await along.getByRole("rowheader").allInnerTexts()).toEqual(["25", "50", "75", "100"]);
  await page.keyboard.press("x");
  expect(await isLogX()).toBe("true");
});

test("the choice of measures has no finding of axe, in light and dark", async () => {
  const page = await pages.open("/lab", { colorScheme: "light", viewport: { width: 360, height: 800 } });
  await choose(page, "Optimal arm");
  await expectAccessible(page, ".lab-results");
  // Dark changes colours alone.
  await expectColours(page, "dark", ".lab-results");
});
