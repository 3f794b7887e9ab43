// Slow: uses the frame of the pages in a browser.
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { noPage, pageTable } from "./page-table.ts";
import { expectAccessible, sidewaysScroll } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open, url } = browserPages();

const menuOf = (page: Page) => page.locator("summary", { hasText: "Aa" });
const choose = async (page: Page, option: string) => {
  await menuOf(page).click();
  await page.getByRole("button", { name: option, exact: true }).click();
  await page.keyboard.press("Escape");
};

/** The page's background and the size of its text, in pixels. */
const look = (page: Page) =>
  page.evaluate(() => {
    const { backgroundColor, fontSize } = getComputedStyle(document.body);
    return [backgroundColor, fontSize];
  });
const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(20, 23, 28)";

describe("theme and text size", () => {
  test("are there after a reload before the page has a body, without its program", async () => {
    const page = await open("/learn", { colorScheme: "light" });
    expect(await look(page)).toEqual([LIGHT, "16px"]);
    await choose(page, "Dark");
    await choose(page, "150%");
    expect(await look(page)).toEqual([DARK, "24px"]);
    await page.addInitScript(() => {
      const seen: unknown[] = [];
      Object.assign(window, { seen });
      const note = () => {
        const { theme, textSize } = document.documentElement.dataset;
        seen.push([theme, textSize, document.body === null]);
      };
      const attributeFilter = ["data-theme", "data-text-size"];
      new MutationObserver(note).observe(document, { attributes: true, subtree: true, attributeFilter });
    });
    await page.route(/\/index-[\w-]+\.js/, (route) => route.abort());
    await page.reload();
    await page.getByText("The page did not start").waitFor();
    expect(await page.evaluate(() => (window as unknown as { seen: unknown }).seen)).toEqual([["dark", "150", true]]);
    expect(await look(page)).toEqual([DARK, "24px"]);
  });

  test("are chosen by keys alone, and other tabs and charts follow at once", async () => {
    const page = await open("/lab", { colorScheme: "dark" });
    const tab = await page.context().newPage();
    await tab.goto(`${url()}/learn`);
    await vi.waitFor(async () => expect(await gridPixels(page)).toEqual({ light: false, dark: true }));
    await menuOf(page).press("Enter");
    for (const key of ["ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    expect(await page.getByRole("button", { name: "Light", exact: true }).getAttribute("aria-pressed")).toBe("true");
    await vi.waitFor(async () => expect(await gridPixels(page)).toEqual({ light: true, dark: false }));
    await vi.waitFor(async () => expect((await look(tab))[0]).toBe(LIGHT));
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    expect(await menuOf(page).evaluate((element) => element === document.activeElement)).toBe(true);
    await vi.waitFor(async () => expect((await look(tab))[0]).toBe(DARK));
    expect(await page.evaluate(() => localStorage.getItem("bandit-lab:theme"))).toBeNull();
  });

  test("do not reach paper, which has no header and no footer either", async () => {
    const page = await open("/learn", { colorScheme: "dark" });
    await choose(page, "Dark");
    await choose(page, "125%");
    await page.emulateMedia({ media: "print" });
    expect(await look(page)).toEqual([LIGHT, "16px"]);
    expect(await page.locator(":is(header.site-header, footer, .skip-link):visible").count()).toBe(0);
  });
});

/** Whether the first chart has lines in the light theme's colour of the grid, and in the dark one's. */
async function gridPixels(page: Page): Promise<{ light: boolean; dark: boolean }> {
  return await page
    .locator("canvas")
    .first()
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      // #e3e8ef and #2f3742, as the bytes of an opaque pixel, least significant first.
      return { light: pixels.includes(0xff_ef_e8_e3), dark: pixels.includes(0xff_42_37_2f) };
    });
}

describe("the header", () => {
  test.each([
    ["light", 360],
    ["dark", 1280],
  ] as const)("has nothing for axe with its menu open, in %s, %i pixels wide", async (colorScheme, width) => {
    const page = await open("/learn", { colorScheme, viewport: { width, height: 900 } });
    await menuOf(page).click();
    await expectAccessible(page, "header.site-header");
  });

  test("has at most two rows, and no page scrolls sideways, at 150% and 360 and 1280 pixels", async () => {
    const page = await open("/learn");
    await choose(page, "150%");
    for (const { path } of pageTable) {
      await page.goto(url() + path);
      await page.locator("main h1").waitFor();
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        // Charts follow the window in a frame or two.
        await expect.poll(() => sidewaysScroll(page), { message: `${path}, ${width} pixels` }).toBe(0);
        expect([path, width, await headerRows(page)]).toEqual([path, width, expect.toBeOneOf([1, 2])]);
      }
    }
  });

  test("takes 48 pixels and marks the page that an address is below", async () => {
    const page = await open("/learn/lecture-2");
    const { height } = (await page.locator("header.site-header").boundingBox())!;
    expect(height).toBe(48);
    const marked = page.locator("header [aria-current]");
    expect(await marked.allInnerTexts()).toEqual(["Learn"]);
    expect(await marked.getAttribute("aria-current")).toBe("true");
  });

  test("lists the shortcuts of the page that is shown, by button and by key", async () => {
    const page = await open("/lab");
    await page.locator("main").press("?");
    const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    expect(await help.innerText()).toMatch(/cancel the run/);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Learn", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Learn" }).waitFor();
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    expect(await help.innerText()).toMatch(/show these shortcuts/);
    expect(await help.innerText()).not.toMatch(/cancel the run/);
  });
});

const headerRows = async (page: Page) =>
  await page.locator("header.site-header :is(a, summary, button):visible").evaluateAll((controls) => {
    const centres = controls.map((control) => control.getBoundingClientRect());
    return new Set(centres.map(({ top, bottom }) => Math.round((top + bottom) / 20))).size;
  });

test("what stays on screen takes at most 64 pixels, 360 and 1280 pixels wide", async () => {
  const page = await open("/learn/lecture-2");
  await expectLowStuck(page);
  await page.goto(`${url()}/lab`);
  await page.getByRole("button", { name: "Run", exact: true }).waitFor();
  await expectLowStuck(page);
});

async function expectLowStuck(page: Page): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const height = await stuckHeight(page);
    expect(height).toBeGreaterThan(0);
    expect(height).toBeLessThanOrEqual(64);
  }
}

/** The height of what is above the text at the middle of a page that is scrolled there. */
async function stuckHeight(page: Page): Promise<number> {
  await page.getByRole("contentinfo").scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  let height = 0;
  await vi.waitFor(async () => {
    height = await page.evaluate(() => {
      const stuck = [...document.querySelectorAll("main *")].filter(
        (element) => getComputedStyle(element).position === "sticky" && element.getBoundingClientRect().top < 20,
      );
      return stuck.reduce((sum, element) => sum + element.getBoundingClientRect().height, 0);
    });
    expect(height).toBeGreaterThan(0);
  });
  return height;
}

describe("addresses", () => {
  test("that have moved keep query and fragment, and show the page at its new address", async () => {
    const page = await open("/learn");
    await page.goto(`${url()}/lecture?utm_source=news&epsilon=0.3#posterior`);
    await page.getByRole("heading", { level: 1, name: "Which arm is played next?" }).waitFor();
    expect(page.url()).toBe(`${url()}/learn/lecture-2?utm_source=news&epsilon=0.3#posterior`);
    expect(await page.getByLabel("ε of ε-greedy").first().inputValue()).toBe("0.3");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Learn" }).waitFor();
  });

  test.each([...pageTable, { path: "/nowhere", ...noPage }])(
    "$path has a title and a description of its own in the server's HTML",
    async ({ path, title, description }) => {
      const response = await fetch(url() + path, { headers: { Accept: "text/html" } });
      expect(response.status).toBe(path === "/nowhere" ? 404 : 200);
      const html = await response.text();
      expect(html).toContain(`<title>${title}</title>`);
      for (const name of ['name="description"', 'property="og:description"'])
        expect(html).toContain(`<meta ${name} content="${description}" />`);
      expect(html).toContain(`<meta property="og:title" content="${title}" />`);
    },
  );

  test("that a link opens bring their title and description", async () => {
    const page = await open("/nowhere");
    expect(await headOf(page)).toEqual([noPage.title, noPage.description]);
    for (const { path, title, description } of pageTable.slice(1, 3)) {
      await page.locator(`main a[href="${path}"]`).first().click();
      await vi.waitFor(async () => expect(await headOf(page)).toEqual([title, description]));
      expect(await page.evaluate(() => document.activeElement!.id)).toBe("main");
    }
    await page.goBack();
    await vi.waitFor(async () => expect((await headOf(page))[0]).toBe(pageTable[1].title));
  });

  test("in the footer all exist", async () => {
    const page = await open("/learn");
    const links = await page.locator("footer a").evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThanOrEqual(5);
    const statuses = await Promise.all(links.map(async (link) => (await fetch(link)).status));
    expect(statuses).toEqual(links.map(() => 200));
  });
});

const headOf = async (page: Page) => [
  await page.title(),
  await page.locator('meta[name="description"]').getAttribute("content"),
];
