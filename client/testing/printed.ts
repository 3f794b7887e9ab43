import type { Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { untilLaidOut } from "./accessible.ts";

interface Printed {
  pages: number;
  text: string;
  /** What is wider than the paper, and would be cut. */
  cut: string[];
}

/** The width of an A4 sheet between our margins of 14 mm, in pixels of 1/96 inch. */
const PAPER_WIDTH = Math.floor(((210 - 2 * 14) / 25.4) * 96);

/** The page as it is printed on A4, after its own style. */
export async function printed(page: Page): Promise<Printed> {
  await page.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
  await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
  await untilLaidOut(page);
  const cut = await page.evaluate((width) => {
    const isCut = (element: Element) => {
      const { left, right } = element.getBoundingClientRect();
      const { overflowX } = getComputedStyle(element);
      return (
        (right > width + 1 && left < right) ||
        (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
      );
    };
    return (
      [...document.querySelectorAll("body *")]
        // What is for screen readers alone is a pixel wide.
        .filter((element) => element.clientWidth > 1 && element.checkVisibility() && isCut(element))
        .slice(0, 3)
        .map((element) => element.outerHTML.slice(0, 200))
    );
  }, PAPER_WIDTH);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ media: null });
  await untilLaidOut(page);
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4", preferCSSPageSize: true })));
  const { text } = await extractText(pdf, { mergePages: true });
  return { pages: pdf.numPages, text: text.replaceAll(/\s+/g, " "), cut };
}
