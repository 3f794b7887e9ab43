import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { chromiumLaunch } from "./chromium.ts";
import { KeptPages } from "./kept-pages.ts";
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
    for (const [page, options] of opened) await kept.keepOrClose(page, options);
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
