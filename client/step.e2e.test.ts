// Slow: steps through a run in a browser.
import type { Page } from "playwright-core";
import { getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { expectAccessible, expectColours } from "./testing/accessible.ts";
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

test("by keys alone a reader plays, sees no mean until the stop, and is compared on the same rewards", async () => {
  const page = await open("/learn/step?play=&means=0,1&pulls=6&against=uniform");
  const text = async () => await page.locator("main").innerText();
  await page.getByText("No arm is pulled yet. You have 6 pulls.").waitFor();
  await page.keyboard.press("1");
  await page.getByText("Arm a paid 0. 0 of 1 paid 1; 5 of 6 pulls are left.").waitFor();
  await page.keyboard.press("2");
  await page.getByText("Arm b paid 1. 1 of 2 paid 1; 4 of 6 pulls are left.").waitFor();
  expect(await text()).not.toContain("True mean");
  await expectAccessible(page);
  // The address holds the choices, so a reload goes on with the game.
  await page.reload();
  await page.getByText("4 of 6 pulls are left").waitFor();
  expect(new URL(page.url()).searchParams.get("play")).toBe("ab");
  await page.getByRole("button", { name: "Pull b" }).press("Enter");
  await page.getByText("3 of 6 pulls are left").waitFor();
  await page.getByRole("button", { name: "Stop and compare" }).press("Enter");
  // One pull of an arm that never pays, where the other always does.
  await page.getByText(/After 3 pulls your regret is 1\. On the same rewards that is .* Uniform/).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("comparison");
  expect(await text()).toContain("True mean");
  await expectAccessible(page);
  const pages = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" })));
  expect(pages.numPages).toBeLessThanOrEqual(2);
  // A key pulls no more.
  await page.keyboard.press("1");
  await page.getByRole("link", { name: "Open this history in Learn" }).press("Enter");
  await page.getByRole("heading", { level: 1, name: /third|next|arm/i }).waitFor();
  expect(new URL(page.url()).search).toBe("?history=a0,b1,b1&arms=2");
  await page.goBack();
  await page.getByRole("button", { name: "New game with other rewards" }).press("Enter");
  await page.getByText("No arm is pulled yet.").waitFor();
  expect(new URL(page.url()).searchParams.get("seed")).toMatch(/^[0-9a-z]{6}$/);
  await page.getByRole("link", { name: "Watch a policy" }).press("Enter");
  await shown(page, 1);
});

test("axe finds nothing where the paths part, in dark and light", async () => {
  const spec = encodeURIComponent(JSON.stringify({ flipped: [4], t: 5 }));
  const page = await open(`/learn/step?spec=${spec}`, { colorScheme: "dark", viewport: { width: 360, height: 900 } });
  await page.getByText(/The paths part/).waitFor();
  await expectAccessible(page);
  await expectColours(page, "light");
});
