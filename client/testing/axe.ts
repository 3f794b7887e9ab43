import axe, { type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** Axe looks up no selector of what it finds, and one element a rule of what passes: it takes a third less. */
const VIOLATIONS_ALONE: RunOptions = { resultTypes: ["violations"], selectors: false };

/** What axe finds on the page as it is, or in the elements of a selector: a line for each rule. */
export async function violations(page: Page, options: RunOptions = {}, part?: string): Promise<string[]> {
  // A page keeps axe until another document is opened.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return await page.evaluate(
    async ([given, selector]) => {
      const found = await window.axe.run(selector === undefined ? document : { include: [[selector]] }, given);
      return found.violations.map(({ id, nodes }) => {
        const [{ html, any, all, none }] = nodes;
        return `${id}, ${nodes.length} times, first: ${html} ${[...any, ...all, ...none][0]?.message ?? ""}`;
      });
    },
    [{ ...VIOLATIONS_ALONE, ...options }, part] as const,
  );
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}
