// Slow: opens the Lab in a browser.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

test("the Lab draws its example before its form is fetched, and nothing moves when that arrives", async () => {
  for (const viewport of [
    { width: 1280, height: 900 },
    { width: 360, height: 800 },
  ]) {
    let letIn = () => {};
    const isLetIn = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    // Opened by a link, because the first page of a test waits for all that it fetches.
    const page = await open("/learn", { viewport });
    await page.route(/\/lab-workspace-/, async (route) => {
      await isLetIn;
      await route.continue();
    });
    await page.getByRole("link", { name: "Lab", exact: true }).first().click();
    await page.locator(".lab-opening canvas").waitFor();
    expect(await page.locator(".lab-opening table").innerText()).toContain("Thompson");
    await expectAccessible(page);
    const before = await placesOf(page);
    expect(await focusable(page)).toEqual([]);
    letIn();
    await page.getByLabel("Horizon, T").waitFor({ state: "attached" });
    expect(await page.locator(".lab-opening").count()).toBe(0);
    expect(await placesOf(page)).toEqual(before);
    expect(await focusable(page)).toContain("Run");
  }
});

/** Left edge, upper edge and width of the parts, from top to bottom. */
function placesOf(page: Page): Promise<unknown> {
  const parts = [".lab-title", ".lab-bar", ".lab-form", ".lab-results-head", ".lab-chart", ".lab-figure table"];
  return page.evaluate(
    (selectors) =>
      selectors.map((selector) => {
        const { x, y, width } = document.querySelector(selector)!.getBoundingClientRect();
        return [selector, x, y + scrollY, width];
      }),
    parts,
  );
}

/** The texts of the page's own buttons that take the focus. */
function focusable(page: Page): Promise<string[]> {
  return page.locator(".lab button").evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      (button as HTMLElement).focus({ preventScroll: true });
      return document.activeElement === button ? [button.textContent] : [];
    }),
  );
}
