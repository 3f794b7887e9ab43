import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterEach, beforeAll } from "vitest";
import { chromiumLaunch } from "./chromium.ts";
import { DESKTOP, KeptPages } from "./kept-pages.ts";
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
}

interface PagesOptions {
  /** Hears of every error in a page's console and of every uncaught one, with the address that it names. */
  onComplaint?: (text: string, address: string) => void;
}

interface Shared {
  server: BuiltServer;
  browser: Browser;
  kept: KeptPages;
}

/** Characters of a page's text that say what went wrong in a test. */
const SHOWN_LENGTH = 1500;

/** One server and one browser for all files of a process: they end with it. */
let shared: Promise<Shared> | undefined;

async function start(): Promise<Shared> {
  const [server, browser] = await Promise.all([
    startBuiltServer(),
    chromiumLaunch().then((launch) => chromium.launch(launch)),
  ]);
  return { server, browser, kept: new KeptPages() };
}

/** Pages on a server and in a browser that former test files of the process have used. */
export function browserPages({ onComplaint }: PagesOptions = {}): BrowserPages {
  let server: BuiltServer;
  let browser: Browser;
  let kept: KeptPages;
  const opened = new Map<Page, BrowserContextOptions | undefined>();
  beforeAll(async () => {
    ({ server, browser, kept } = await (shared ??= start()));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") for (const page of opened.keys()) console.error(await shownBy(page));
    for (const [page, options] of opened) await kept.keepOrClose(page, options);
    opened.clear();
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
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  const page = await context.newPage();
  // A bound on hangs: a busy machine is only slow.
  page.setDefaultTimeout(60_000);
  return page;
}

/** What a page shows when its test has failed: its address and the beginning of its text. */
async function shownBy(page: Page): Promise<string> {
  const text = page.locator("body").innerText({ timeout: 2000 });
  return `${page.url()} shows:\n${(await text.catch(String)).slice(0, SHOWN_LENGTH)}`;
}

function listen(page: Page, onComplaint: NonNullable<PagesOptions["onComplaint"]>): void {
  page.on("console", (message) => {
    if (message.type() === "error") onComplaint(message.text(), message.location().url);
  });
  page.on("pageerror", (error) => onComplaint(error.message, page.url()));
}
