import { setTimeout } from "node:timers/promises";
import type { BrowserContextOptions, Page } from "playwright-core";

const TIDYING_MILLISECONDS = 5000;

/** The window of a page whose test asks for none. */
export const DESKTOP = { width: 1280, height: 900 };

/** Pages of former tests, cleared: they open an address in half the time of a new page. One for each set of options. */
export class KeptPages {
  private readonly pages = new Map<string, Page>();

  take(options: BrowserContextOptions): Page | undefined {
    const key = JSON.stringify(options);
    const page = this.pages.get(key);
    this.pages.delete(key);
    return page;
  }

  /** Clears a page and keeps it, if it has options, which no kept one has, and can soon be cleared; else closes it. */
  async keepOrClose(page: Page, options: BrowserContextOptions | undefined): Promise<void> {
    if (!options || !(await this.keep(page, options))) await isDoneSoon(page.context().close());
  }

  private async keep(page: Page, options: BrowserContextOptions): Promise<boolean> {
    const key = JSON.stringify(options);
    const isAlone = !page.isClosed() && page.context().pages().length === 1;
    if (!isAlone || options.javaScriptEnabled === false || this.pages.has(key)) return false;
    const isClear = await isDoneSoon(clear(page, options));
    if (isClear) this.pages.set(key, page);
    return isClear;
  }
}

/** Whether a page's tidying up succeeds in a few seconds: it is no part of a test, which it must not delay or fail. */
async function isDoneSoon(tidying: Promise<void>): Promise<boolean> {
  const isDone = tidying.then(
    () => true,
    () => false,
  );
  return await Promise.race([isDone, setTimeout(TIDYING_MILLISECONDS, false, { ref: false })]);
}

/** Makes a page as one with these options is when it opens: a test may have changed its window and its media. */
async function clear(page: Page, options: BrowserContextOptions): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  page.removeAllListeners();
  await page.setViewportSize(options.viewport ?? DESKTOP);
  await page.emulateMedia({
    media: null,
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "no-preference",
    forcedColors: options.forcedColors ?? "none",
  });
  const origin = await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    return location.origin;
  });
  await page.context().clearCookies();
  // The page would keep its databases open.
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  if (origin !== "null") await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await devtools.detach();
}
