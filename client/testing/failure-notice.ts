import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** The notice in place of a page or part that failed. */
export const failureNotice = (page: Page): Locator => page.locator("main [role=alert].failure");

export async function headerIsThere(page: Page): Promise<void> {
  expect(await page.locator("header.site-header").isVisible()).toBe(true);
  expect(await page.getByRole("link", { name: "Bandit Lab" }).isVisible()).toBe(true);
}
