import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** A visitor's hands: what they do counts as actions, on a mouse or on the keys alone. */
export interface Hands {
  /** Presses a button, a link or a tick box. */
  press: (target: Locator) => Promise<void>;
  /** Replaces what is in a field. */
  type: (target: Locator, text: string) => Promise<void>;
  /** Pastes into a field. The page may use the clipboard. */
  paste: (target: Locator, text: string) => Promise<void>;
  /** How many of these there were since the last call. */
  actions: () => number;
}

export const handKinds = ["mouse", "keys"] as const;

/** The hands of a visitor of a page. */
export function handsOf(page: Page, kind: (typeof handKinds)[number]): Hands {
  let count = 0;
  const reach = async (target: Locator) => {
    count++;
    await target.waitFor();
    if (kind === "mouse") await target.click();
    else await tabTo(page, target);
  };
  return {
    async press(target) {
      await reach(target);
      if (kind === "keys")
        await page.keyboard.press((await target.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    async paste(target, text) {
      await reach(target);
      await page.evaluate(async (copied) => await navigator.clipboard.writeText(copied), text);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.press("ControlOrMeta+v");
    },
    actions() {
      const sum = count;
      count = 0;
      return sum;
    },
  };
}

/** More stops than any page has on the way to a control. */
const MOST_STOPS = 250;

/** Moves the focus by Tab, and inside an open menu by arrows, until the target has it. Every stop must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = async () => await target.evaluate((element) => element === document.activeElement);
  const isMenuItem = await target.evaluate((element) => element.closest("details.menu[open] .menu-items") !== null);
  const invisible: string[] = [];
  let before = -1;
  for (let stop = 0; stop < MOST_STOPS && !(await isThere()); stop++) {
    await page.keyboard.press(isMenuItem ? "ArrowDown" : "Tab");
    const { place, fault } = await stopOf(page);
    if (fault !== undefined) invisible.push(fault);
    // The last item of a menu keeps the focus; anywhere else this would be a trap.
    if (place === before && place !== -1) break;
    before = place;
  }
  expect(await isThere(), `the focus reaches ${String(target)}`).toBe(true);
  expect(invisible).toEqual([]);
}

/** Where the focus is in the document, and what is wrong there: it is on nothing that is seen, or is not marked. */
async function stopOf(page: Page): Promise<{ place: number; fault?: string }> {
  return await page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    // Past the last control, the focus is on the browser's own.
    if (element === document.body) return { place: -1 };
    const place = [...document.querySelectorAll("*")].indexOf(element);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const isMarked = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
    const { width, height, bottom, top } = element.getBoundingClientRect();
    const isSeen = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    return isMarked && isSeen ? { place } : { place, fault: element.outerHTML.slice(0, 160) };
  });
}
