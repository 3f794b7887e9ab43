import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Axe looks up no selector of what it finds, and one element a rule of what passes: it takes a third less. */
const VIOLATIONS_ALONE: Parameters<AxeBuilder["options"]>[0] = { resultTypes: ["violations"], selectors: false };

/** Axe finds nothing on the page as it is, or in a part of it, and the page does not scroll sideways. */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  await untilLaidOut(page);
  // The "legacy" mode inspects frames together with their page, in half the time; the pages have no frames.
  const axe = new AxeBuilder({ page }).setLegacyMode().options(VIOLATIONS_ALONE);
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
}

/** Waits until what follows from the page's layout is there: boxes that scroll become tab stops in the frame after. */
async function untilLaidOut(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 3; frame++) await nextFrame();
  });
}

/** By how many pixels the page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
