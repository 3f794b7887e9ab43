// Slow: opens every page with formulas.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();

/** Pages with formulas: every family of posteriors, and both kinds of the lecture's derivation. */
const views = [
  "/learn/lecture-2",
  "/learn/lecture-2?priors=0.5:0.5,2.5:1",
  "/learn/lecture-2?arms=3&history=a0,b1,c1,c0",
  "/calculator",
  '/calculator?spec={"family":"normal","arms":[{"mean":0,"standardDeviation":1}]}',
  '/calculator?spec={"family":"gamma","arms":[{"shape":1,"rate":1}]}',
  '/calculator?spec={"family":"student-t","arms":[{"location":0,"scale":1,"degreesOfFreedom":3}]}',
];

/** The fonts of a page's formulas, with the number of characters drawn in each. */
async function fontsOfFormulas(page: Page): Promise<{ name: string; own: boolean; signs: number }[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument", { depth: -1 });
  const { nodeIds } = await session.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: "math :is(mi, mn, mo, mtext)",
  });
  const found = [];
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
    for (const { familyName, isCustomFont, glyphCount } of fonts)
      found.push({ name: familyName, own: isCustomFont, signs: glyphCount });
  }
  return found;
}

describe("every character of a formula is drawn with the site's font", () => {
  test.each(views)("on %s", async (path) => {
    const page = await pages.open(path);
    await page.locator("math").first().waitFor();
    await page.evaluate(async () => await document.fonts.ready);
    const fonts = await fontsOfFormulas(page);
    expect(fonts.reduce((sum, { signs }) => sum + signs, 0)).toBeGreaterThan(20);
    expect(fonts.filter(({ own }) => !own)).toEqual([]);
  });
});

test("brackets are as tall as their content, a display integral is taller than its letters, and both are copied", async () => {
  const page = await pages.open("/learn/lecture-2?lines=all");
  await page.locator(".steps math").first().waitFor();
  await page.evaluate(async () => await document.fonts.ready);
  const heights = await page.evaluate(() => {
    const heightsOf = (name: string, sign?: string) =>
      [...document.querySelectorAll(`.steps ${name}`)]
        .filter(({ textContent }) => sign === undefined || textContent === sign)
        .map((element) => element.getBoundingClientRect().height);
    return {
      bracket: Math.min(...heightsOf("mo", "["), ...heightsOf("mo", "]")),
      fraction: Math.min(...heightsOf("mfrac")),
      integral: Math.min(...heightsOf("mo", "∫")),
      letter: Math.max(...heightsOf("mi")),
    };
  });
  expect(heights.bracket).toBeGreaterThan(heights.fraction * 0.9);
  expect(heights.integral).toBeGreaterThan(heights.letter);

  // A formula is copied as its LaTeX with the text around it, also where only a part of it was selected.
  const steps = await copied(page, ".steps", ".steps > li:last-child");
  expect(steps).toContain("\\frac{1}{6}$");
  expect(steps.split("\n").length).toBeGreaterThan(5);
  const part = ".steps > li:last-child mfrac";
  expect(await copied(page, part, part)).toMatch(/^\$.*\\frac\{1\}\{6\}.*\$$/);
  // Text without formulas is left to the browser.
  expect(await copied(page, "h1", "h1")).toBe("");
});

test("the font is small, and its licence is beside it", async () => {
  const page = await pages.open("/calculator");
  await page.locator("math").first().waitFor();
  await page.evaluate(async () => await document.fonts.load("1rem 'Bandit Lab Math'"));
  const address = await page.evaluate(
    () => performance.getEntriesByType("resource").find(({ name }) => name.endsWith(".woff2"))!.name,
  );
  const font = await fetch(address);
  expect((await font.arrayBuffer()).byteLength).toBeLessThan(40_000);
  expect(font.headers.get("cache-control")).toContain("immutable");
  const licence = await (await fetch(new URL("stix-two-math-OFL.txt", address))).text();
  expect(licence).toContain("SIL OPEN FONT LICENSE");
});

/** The copied text of a selection from the first element to the last. */
const copied = async (page: Page, first: string, last: string) =>
  await page.evaluate(
    ([from, to]) => {
      const range = document.createRange();
      range.setStart(document.querySelector(from)!, 0);
      const end = [...document.querySelectorAll(to)].at(-1)!;
      range.setEnd(end, end.childNodes.length);
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
      let text = "";
      const read = (event: ClipboardEvent) => {
        text = event.clipboardData!.getData("text/plain");
      };
      document.addEventListener("copy", read);
      document.execCommand("copy");
      document.removeEventListener("copy", read);
      return text;
    },
    [first, last],
  );

describe("texts for screen readers", () => {
  const spoken = async (page: Page) => await page.locator("body").ariaSnapshot();

  test.each(["/", "/learn/lecture-2"])("on %s has the fraction and its decimal apart", async (path) => {
    const page = await pages.open(path);
    const text = await spoken(page);
    for (const cell of ["1/6 ≈ 0.1667", "5/6 ≈ 0.8333", "ε/2 ≈ 0.05", "1 − ε/2 ≈ 0.95"]) expect(text).toContain(cell);
    const copied = await page.locator("table.answers").first().innerText();
    expect(copied.replaceAll(/\s+/g, " ")).toContain("1/6 ≈ 0.1667");
    expect(await page.locator("table.answers").first().textContent()).toContain("1/6 ≈ 0.1667");
  });

  test("on the calculator too", async () => {
    const page = await pages.open("/calculator");
    await page.getByText("Arm b is best with probability 5/6").waitFor();
    // E[(θ_a − θ_b)⁺] of Beta(2, 1) against Beta(1, 2) is 1/30.
    expect(await spoken(page)).toContain("1/30 ≈ 0.03333");
  });
});
