import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { chromiumLaunch } from "./chromium.ts";
import { type BuiltServer, startBuiltServer } from "./server.ts";

interface OpenOptions extends BrowserContextOptions {
  /** Prepares the page before it opens its address. */
  prepare?: (page: Page) => Promise<void>;
}

interface BrowserPages {
  /** A new page in its own context. */
  open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** The address of the server, without a trailing slash. */
  url: () => string;
  server: () => BuiltServer;
}

/** One server and one browser for all tests of a file. */
export function browserPages(): BrowserPages {
  let server: BuiltServer;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([
      startBuiltServer(),
      chromiumLaunch().then((launch) => chromium.launch(launch)),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  return {
    async open(path, { prepare, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      // A bound on hangs: a busy machine is only slow.
      page.setDefaultTimeout(60_000);
      await prepare?.(page);
      await page.goto(server.url + path, { waitUntil: "networkidle" });
      // On a busy machine the network is idle before the page's code has run.
      if (!prepare && !path.startsWith("/api")) await page.locator("main h1").first().waitFor();
      return page;
    },
    url: () => server.url,
    server: () => server,
  };
}
