// Slow: steps through a run in a browser.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

const shown = (page: Page, t: number) => page.getByRole("heading", { name: `Pull ${t} of 30` }).waitFor();
const cells = (page: Page, row: number) => page.locator(".step-timeline tr").nth(row).locator("td").allInnerTexts();

test("before anything is known every arm has a chance of 1/3; keys alone go on, flip a reward and undo it", async () => {
  const page = await open("/learn/step");
  await shown(page, 1);
  expect(await page.locator(".step-chance").allInnerTexts()).toEqual(Array.from({ length: 3 }, () => "1/3 ≈ 0.3333"));
  await page.getByText(/draw 0\.\d+ was the largest/).waitFor();
  const before = await cells(page, 1);

  const next = page.getByRole("button", { name: "Next pull" });
  await next.press("Enter");
  await shown(page, 2);
  await next.press("ArrowRight");
  await shown(page, 3);
  await next.press("ArrowLeft");
  await shown(page, 2);

  await page.getByRole("button", { name: /^Pay [01] instead of [01]$/ }).press("Enter");
  await page.getByText(/The paths part at pull \d+|The flipped reward changes no arm/).waitFor();
  const flipped = await cells(page, 1);
  expect(flipped[0]).toBe(before[0]);
  expect(flipped[1]).toContain(`${before[1][0]}${1 - Number(before[1][1])}`);
  expect(await cells(page, 2)).toEqual(before);

  // The address holds the run, the flip and the pull.
  await page.reload();
  await shown(page, 2);
  expect(await cells(page, 1)).toEqual(flipped);
  await page.getByRole("button", { name: "Undo all flips" }).press("Enter");
  await page.getByRole("button", { name: "Undo all flips" }).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.querySelectorAll(".step-timeline tr").length === 2);
  expect(await cells(page, 1)).toEqual(before);
});

test("another policy shows what it chooses by, and Play goes on by itself", async () => {
  const page = await open("/learn/step");
  await shown(page, 1);
  await page.getByRole("combobox", { name: "Policy" }).selectOption("ucb1");
  await page.getByRole("columnheader", { name: "Index" }).waitFor();
  await page.getByText(/such arms come first, and one of them is chosen at random/).waitFor();
  await page.getByRole("button", { name: "Play" }).click();
  await shown(page, 2);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("textbox", { name: "Means of the arms" }).fill("0.5, 1.5");
  await page.getByText("Arm 2: Enter a number from 0 to 1.").waitFor();
  await page.getByText("This run is of your last valid input.").waitFor();
  expect(await page.locator(".step-arms tbody tr").count()).toBe(3);
});

test.each([
  { colorScheme: "light" as const, width: 360 },
  { colorScheme: "dark" as const, width: 1280 },
])("axe finds nothing in $colorScheme, $width pixels wide", async ({ colorScheme, width }) => {
  const spec = encodeURIComponent(JSON.stringify({ flipped: [4], t: 5 }));
  const page = await open(`/learn/step?spec=${spec}`, { colorScheme, viewport: { width, height: 900 } });
  await page.getByText(/The paths part/).waitFor();
  await expectAccessible(page);
});
