// Slow: opens every page in several fonts.
import type { RunOptions } from "axe-core";
import type { ElementHandle, Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { sidewaysScroll, untilLaidOut } from "./testing/accessible.ts";
import { violations } from "./testing/axe.ts";
import { browserPages } from "./testing/browser-pages.ts";

const opener = browserPages();

async function open(path: string): Promise<Page> {
  return await opener.open(path, { viewport: { width: 360, height: 900 }, reducedMotion: "reduce" });
}

/** Every page, whether wide text makes one of its boxes scroll sideways, and an action that shows more of it. */
const pages: { path: string; scrolls: boolean; act?: (page: Page) => Promise<void> }[] = [
  { path: "/", scrolls: true },
  {
    path: "/learn/lecture-2",
    scrolls: true,
    act: async (page) => {
      for (let pull = 0; pull < 8; pull++) await page.getByRole("button", { name: "Add a pull" }).click();
    },
  },
  {
    path: "/lab",
    scrolls: false,
    act: async (page) => await page.getByRole("button", { name: "Table", exact: true }).click(),
  },
  {
    path: "/calculator",
    scrolls: true,
    act: async (page) => {
      await page.getByRole("combobox", { name: "Posteriors" }).selectOption("student-t");
      await page.getByRole("button", { name: "Add an arm" }).click();
    },
  },
];

/** Rules that make a page's text wider than any font does. */
const WIDE =
  "* { font-family: monospace !important; letter-spacing: 0.3em !important } math, math * { font-size: 1.5rem }";

/** The rule of axe that fonts can break: every page is held to all of them elsewhere. */
const FONT_RULES: RunOptions = { runOnly: { type: "rule", values: ["scrollable-region-focusable"] } };

/** Gives a page a style sheet of a test, in a way that its content security policy allows, and opens all details. */
async function show(page: Page, rules: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    for (const details of document.querySelectorAll("details")) details.open = true;
  }, rules);
}

/**
 * Boxes that cannot be scrolled by keyboard. A box that scrolls sideways must be a tab stop with a role and a name; one
 * that scrolls down only may instead contain a control, to which the browser scrolls.
 */
async function unreachable(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((box) => {
        if (box.clientWidth === 0) return false;
        const { overflowX, overflowY } = getComputedStyle(box);
        const isNamed = box.tabIndex >= 0 && box.role !== null && (box.ariaLabel ?? "") !== "";
        if (scrolls(overflowX) && box.scrollWidth > box.clientWidth + 1) return !isNamed;
        if (scrolls(overflowY) && box.scrollHeight > box.clientHeight + 1)
          return !isNamed && !box.querySelector(controls);
        return false;
      })
      .map((box) => `<${box.localName} class="${box.className}">`);
  });
}

/** Presses → in every box that scrolls sideways; returns the number of boxes, and those that did not move. */
async function scrollByKeyboard(page: Page): Promise<{ count: number; stuck: string[] }> {
  // Handles, because what loads later may take a box's place, or make it one that does not scroll.
  const found = await page.locator("[tabindex='0'][role]").elementHandles();
  const boxes = found as ElementHandle<HTMLElement>[];
  const [stuck, moved]: string[][] = [[], []];
  for (const box of boxes) {
    const isWide = async () => await box.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
    if (!(await isWide())) continue;
    await box.focus();
    await page.keyboard.press("ArrowRight");
    const label = String(await box.getAttribute("aria-label"));
    const hasMoved = await vi
      .waitUntil(async () => (await box.evaluate(({ scrollLeft }) => scrollLeft)) > 0, { timeout: 2000 })
      .catch(() => false);
    if (hasMoved) moved.push(label);
    // A box that what loads later has made narrower has nothing to scroll.
    else if (await isWide()) stuck.push(label);
  }
  return { count: moved.length + stuck.length, stuck };
}

/** Everything that scrolls is reached by keyboard; returns how many boxes scroll sideways. */
async function expectReached(page: Page): Promise<number> {
  await vi.waitFor(async () => expect(await unreachable(page)).toEqual([]), { timeout: 5000 });
  const { count, stuck } = await scrollByKeyboard(page);
  expect(stuck).toEqual([]);
  await untilLaidOut(page);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  return count;
}

describe("with any fonts, everything that scrolls can be reached by keyboard on a phone", () => {
  test.each(pages)("on $path", async ({ path, scrolls, act }) => {
    const page = await open(path);
    // In the fonts that are installed, then in wide text.
    await show(page, "");
    await expectReached(page);
    await show(page, WIDE);
    const count = await expectReached(page);
    // Otherwise the rules had no effect.
    if (scrolls) expect(count).toBeGreaterThan(0);
    if (act) {
      await show(page, "");
      await act(page);
      await show(page, "");
      await vi.waitFor(async () => expect(await unreachable(page)).toEqual([]), { timeout: 5000 });
      await show(page, WIDE);
      expect(await expectReached(page)).toBeGreaterThan(0);
    }
    expect(await violations(page, FONT_RULES)).toEqual([]);
  });
});

test.each(["/learn/lecture-2", "/calculator"])(
  "a formula on %s that becomes longer alone is reached by keyboard",
  async (path) => {
    const page = await open(path);
    // Only its width changes, not its height or its box.
    await show(page, "math { padding-inline-end: 40rem !important }");
    await vi.waitFor(async () => expect(await unreachable(page)).toEqual([]), { timeout: 5000 });
    expect(await page.locator(".maths[tabindex='0']").count()).toBeGreaterThan(2);
  },
);

test.each(["/", "/learn", "/learn/lecture-2", "/lab", "/calculator"])(
  "%s does not scroll sideways with a root font of 32 pixels, 360 pixels wide",
  async (path) => {
    const page = await open(path);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "32px";
      for (const details of document.querySelectorAll("details:not(.menu)")) details.setAttribute("open", "");
    });
    await expect.poll(() => sidewaysScroll(page)).toBe(0);
  },
);
