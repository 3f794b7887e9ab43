import { setTimeout } from "node:timers/promises";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { chromiumLaunch } from "./chromium.ts";
import { type BuiltServer, startBuiltServer } from "./server.ts";

interface OpenOptions extends BrowserContextOptions {
  /** Prepares the page before it opens its address. */
  prepare?: (page: Page) => Promise<void>;
}

interface BrowserPages {
  /**
   * A page that has seen nothing yet, in a context that no other page has. It is closed after the test.
   *
   * @param path on the file's server, or the whole address of a page on another one
   */
  open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** The address of the server, without a trailing slash. */
  url: () => string;
  server: () => BuiltServer;
}

const TIDYING_MILLISECONDS = 5000;
const DESKTOP = { width: 1280, height: 900 };

interface PagesOptions {
  /** Hears of every error in a page's console and of every uncaught one, with the address that it names. */
  onComplaint?: (text: string, address: string) => void;
}

/** One server and one browser for all tests of a file. */
export function browserPages({ onComplaint }: PagesOptions = {}): BrowserPages {
  let server: BuiltServer;
  let browser: Browser;
  const opened = new Map<Page, BrowserContextOptions | undefined>();
  const kept = new KeptPages();
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startBuiltServer(),
      chromiumLaunch().then((launch) => chromium.launch(launch)),
    ]);
  });
  afterEach(async () => {
    for (const [page, options] of opened)
      if (!options || !(await kept.keep(page, options))) await isDoneSoon(page.context().close());
    opened.clear();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    async open(path, { prepare, ...options } = {}) {
      const page = (!prepare && kept.take(options)) || (await newPage(browser, options));
      // What a page was prepared with cannot be undone.
      opened.set(page, prepare ? undefined : options);
      if (onComplaint) listen(page, onComplaint);
      await prepare?.(page);
      await page.goto(new URL(path, server.url).href, { waitUntil: "networkidle" });
      // On a busy machine the network is idle before the page's code has run.
      if (!prepare && !path.startsWith("/api")) await page.locator("main h1").first().waitFor();
      return page;
    },
    url: () => server.url,
    server: () => server,
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  const page = await context.newPage();
  // A bound on hangs: a busy machine is only slow.
  page.setDefaultTimeout(60_000);
  return page;
}

function listen(page: Page, onComplaint: NonNullable<PagesOptions["onComplaint"]>): void {
  page.on("console", (message) => {
    if (message.type() === "error") onComplaint(message.text(), message.location().url);
  });
  page.on("pageerror", (error) => onComplaint(error.message, page.url()));
}

/** Pages of former tests, cleared: they open an address in half the time of a new page. One for each set of options. */
class KeptPages {
  private readonly pages = new Map<string, Page>();

  take(options: BrowserContextOptions): Page | undefined {
    const key = JSON.stringify(options);
    const page = this.pages.get(key);
    this.pages.delete(key);
    return page;
  }

  /** Clears a page and keeps it, if there is none with its options and it can soon be cleared. */
  async keep(page: Page, options: BrowserContextOptions): Promise<boolean> {
    const key = JSON.stringify(options);
    const isAlone = !page.isClosed() && page.context().pages().length === 1;
    if (!isAlone || options.javaScriptEnabled === false || this.pages.has(key)) return false;
    const isClear = await isDoneSoon(clear(page));
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

async function clear(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  page.removeAllListeners();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
  await page.goto("about:blank");
}
