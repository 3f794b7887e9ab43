// Slow: opens pages without their code, on a server that fails, and in two browsers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, test, vi } from "vitest";
import { expectAccessible, expectColours } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";
import { failureNotice as alert, headerIsThere } from "./testing/failure-notice.ts";
import { firefoxPath, openInFirefox } from "./testing/firefox.ts";

const { open, url } = browserPages();

/** Ways in which a file fails to load. */
const faults = {
  "the connection is cut": async (page: Page, file: RegExp) => await page.route(file, (route) => route.abort()),
  "a new build has other names": async (page: Page, file: RegExp) =>
    await page.route(file, async (route) =>
      route.fulfill({ response: await route.fetch({ url: `${url()}/assets/lab-page-Old1.js` }) }),
    ),
  "the file is not a script": async (page: Page, file: RegExp) =>
    await page.route(file, (route) => route.fulfill({ contentType: "text/javascript", body: "throw new Error('x')" })),
} as const;

/** The pages of the header with their own chunks. All pages load by the same code: each one meets one of the faults. */
const pages = [
  { link: "Learn", fault: "the connection is cut", chunk: /\/learn-page-/, heading: "Learn" },
  { link: "Lab", fault: "a new build has other names", chunk: /\/lab-page-/, heading: "Lab" },
  {
    link: "Decide",
    fault: "the file is not a script",
    chunk: /\/decide-page-/,
    heading: "Which variant wins, and can you stop?",
  },
] as const;
/** A page of the header, one that is a link of another page, and a part that is the whole of its page. */
const addresses = [
  { path: "/lab", chunk: /\/lab-page-/, heading: "Lab" },
  { path: "/learn/lecture-2", chunk: /\/lecture-page-/, heading: "Which arm is played next?" },
  { path: "/calculator", chunk: /\/posteriors-tab-/, heading: "Which arm is best?" },
];

describe("a page whose code does not load keeps its header, reports it, and opens once the code is there", () => {
  test.each(pages)("$link, from the start page: $fault", async ({ link, fault, chunk, heading }) => {
    const page = await open("/", { prepare: async (page) => void (await faults[fault](page, chunk)) });
    await page.getByRole("navigation").getByRole("link", { name: link }).click();
    await alert(page).getByText(`The ${link} page did not load`).waitFor();
    await alert(page).getByText("What you typed is kept.").waitFor();
    await headerIsThere(page);
    await page.unroute(chunk);
    await alert(page).getByRole("button", { name: "Try again" }).click();
    await alert(page).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await alert(page).count()).toBe(0);
  });

  test.each(addresses)("$path, opened by a link, is opened by Reload", async ({ path, chunk, heading }) => {
    const page = await open(path, {
      prepare: async (page) => void (await faults["the connection is cut"](page, chunk)),
    });
    await alert(page).waitFor();
    await headerIsThere(page);
    await page.unroute(chunk);
    await alert(page).getByRole("button", { name: "Reload" }).click();
    await alert(page).waitFor({ state: "detached" });
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await alert(page).count()).toBe(0);
  });

  test("another page opens meanwhile, with a fault that is never shown, and the first is requested again", async () => {
    const [learn, lab] = pages;
    let attempts = 0;
    const page = await open("/", {
      prepare: async (page) => {
        await page.route(lab.chunk, (route) => route.abort());
        // This fault is gone at the second attempt.
        await page.route(learn.chunk, (route) => (++attempts === 1 ? route.abort() : route.continue()));
      },
    });
    await page.getByRole("link", { name: lab.link, exact: true }).click();
    await alert(page).waitFor();
    await page.getByRole("link", { name: learn.link, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: learn.heading }).waitFor();
    expect(attempts).toBe(2);
    expect(await alert(page).count()).toBe(0);
    await page.unroute(lab.chunk);
    await page.getByRole("link", { name: lab.link, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: lab.heading, exact: true }).waitFor();
  });

  test("an unreachable server is reported, and neither button leads to the browser's error page", async () => {
    const page = await open("/");
    await page.route("**/*", (route) => route.abort());
    await page.getByRole("link", { name: "Decide", exact: true }).click();
    await alert(page).getByText("The server does not answer.").waitFor();
    for (const name of ["Reload", "Try again"]) {
      await alert(page).getByRole("button", { name }).click();
      await alert(page).getByText("The server does not answer.").waitFor();
      await headerIsThere(page);
    }
    expect(page.url()).toBe(`${url()}/decide`);
  });

  test("a new build is named as the reason, and a faulty server causes no endless reload", async () => {
    const page = await open("/", {
      prepare: async (page) => void (await page.route(pages[1].chunk, (route) => route.fulfill({ status: 404 }))),
    });
    let documents = 0;
    await page.route("**/lab", async (route) => {
      documents++;
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(/index-[\w-]+\.js/g, "index-New.js") });
    });
    // Pretend that the page was reloaded just now, so that it does not reload by itself.
    await page.evaluate(() => sessionStorage.setItem("bandit-lab:reloaded", String(Date.now())));
    await page.getByRole("link", { name: "Lab", exact: true }).click();
    await alert(page).getByText("Bandit Lab was updated after this page was opened").waitFor();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(documents).toBe(1);
  });
});

test.each(["JavaScript is off", "the script does not load"])("when %s the page shows a sentence", async (why) => {
  const page = await open("/lab", {
    javaScriptEnabled: why !== "JavaScript is off",
    prepare: async (page) => void (await page.route(/\/index-[\w-]+\.js/, (route) => route.abort())),
  });
  const sentence = page.getByText("The page did not start");
  // Without scripts there is no program to wait for.
  if (why === "JavaScript is off") expect(await sentence.isVisible()).toBe(true);
  await sentence.waitFor();
  expect(await page.getByRole("link", { name: "Reload the page" }).isVisible()).toBe(true);
});

test("axe finds nothing on the notice, nor on its colours in the dark", async () => {
  const page = await open("/lab", {
    viewport: { width: 360, height: 800 },
    prepare: async (page) => void (await page.route(/\/(lab-page|typeset)-/, (route) => route.abort())),
  });
  await alert(page).waitFor();
  await expectAccessible(page);
  await expectColours(page, "dark", "main");
});

describe("a chunk that fails once", () => {
  const proxies: Server[] = [];
  afterAll(() => {
    for (const proxy of proxies) proxy.close();
  });

  /** A proxy that fails the first request for the Lab's code. The Lab requests the limits once it runs. */
  async function failingOnce(): Promise<{ url: string; asked: string[] }> {
    const asked: string[] = [];
    const proxy = createServer((request, response) => void pass(request, response));
    const pass = async (request: IncomingMessage, response: ServerResponse) => {
      const path = request.url!;
      const isFirst = path.includes("/lab-page-") && !asked.some((one) => one.includes("/lab-page-"));
      asked.push(path);
      const answer = await fetch(url() + (isFirst ? "/assets/lab-page-Old1.js" : path), {
        headers: { Accept: request.headers.accept ?? "*/*" },
      });
      const type = answer.headers.get("content-type") ?? "text/plain";
      response.writeHead(answer.status, { "Content-Type": type, "Cache-Control": "no-store" });
      response.end(Buffer.from(await answer.arrayBuffer()));
    };
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    proxies.push(proxy);
    return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked };
  }

  const isLabThere = (asked: string[]) => vi.waitFor(() => expect(asked).toContain("/api/v1"), { timeout: 60_000 });

  test.skipIf(firefoxPath() === undefined)(
    "opens in Firefox, which remembers the failure until it reloads",
    async () => {
      const { url: address, asked } = await failingOnce();
      const firefox = openInFirefox(firefoxPath()!, `${address}/lab`);
      await isLabThere(asked);
      await firefox.end();
      expect(asked.filter((path) => path.includes("/lab-page-"))).toHaveLength(2);
    },
  );

  test("opens in Chromium, with a reload if it remembers the failure", async () => {
    const { url: address, asked } = await failingOnce();
    const page = await open("/learn");
    await page.goto(`${address}/lab`, { waitUntil: "commit" });
    await isLabThere(asked);
    expect(asked.filter((path) => path.includes("/lab-page-"))).toHaveLength(2);
    expect(asked.filter((path) => path === "/lab").length).toBeLessThanOrEqual(3);
  });
});
