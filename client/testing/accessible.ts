import type { Page } from "playwright-core";
import { expect } from "vitest";
import { violations } from "./axe.ts";

/** Axe finds nothing on the page as it is, or in a part of it, and the page does not scroll sideways. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  await untilLaidOut(page);
  expect(await violations(page, {}, part)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

/** The rules of axe that a theme can break: no style sheet shows, moves or names anything by theme. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/** Axe finds nothing wrong with the colours of a page that it has found accessible in the other theme, or of a part. */
export async function expectColours(page: Page, colorScheme: "light" | "dark", part?: string): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await untilLaidOut(page);
  expect(await violations(page, { runOnly: COLOUR_RULES }, part)).toEqual([]);
}

/** A transition takes a few frames; a page that never rests is looked at all the same. */
const MOST_FRAMES = 120;

/**
 * Waits until what follows from the page's layout is there: boxes that scroll become tab stops in the frame after, and
 * colours have changed from one theme to another.
 */
export async function untilLaidOut(page: Page): Promise<void> {
  await page.evaluate(async (most) => {
    await document.fonts.ready;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 3; frame++) await nextFrame();
    const isChangingColour = (animation: Animation) =>
      animation instanceof CSSTransition &&
      animation.playState === "running" &&
      /color/.test(animation.transitionProperty);
    for (let frame = 0; frame < most && document.getAnimations().some(isChangingColour); frame++) await nextFrame();
  }, MOST_FRAMES);
}

/** By how many pixels the page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
