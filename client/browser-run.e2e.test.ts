// Slow: runs simulations in the browser's workers, with and without a server.
import { readFile } from "node:fs/promises";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import type { SimulationResult } from "../experiments/result/result.ts";
import { simulate } from "../experiments/result/simulate.ts";
import { SimulationSpec } from "../experiments/spec/spec.ts";
import { specHash } from "../experiments/spec/version.ts";
import { expectAccessible, expectColours, sidewaysScroll } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";
import { startBuiltServer } from "./testing/server.ts";

const complaints: string[] = [];
const { open, url } = browserPages({
  // The browser may complain only of the unreachable server, of which some ask for the icon again with every address.
  onComplaint: (text, address) =>
    void (/\/api\/v1|\/icon\.svg$/.test(address) || complaints.push(`${text} ${address}`)),
});
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

interface Opening extends BrowserContextOptions {
  path?: string;
  cores?: number;
}

async function openLab({ path = "/lab", cores, ...options }: Opening = {}): Promise<Page> {
  if (!cores) return await open(path, options);
  const script = `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${cores} })`;
  return await open(path, {
    ...options,
    prepare: async (page) => void (await page.addInitScript({ content: script })),
  });
}

const API = "**/api/v1/**";
const takeServerAway = (page: Page) => page.route(API, (route) => route.abort());
const bringServerBack = (page: Page) => page.unroute(API);

/**
 * Makes the code of a worker load from an address that does not exist, until the returned function is called. In
 * Chromium 156, requests of nested workers no longer pass through the routes of a test.
 */
async function loseProgram(page: Page, name: string): Promise<() => Promise<void>> {
  const found = await page.evaluateHandle(() => Worker);
  await page.evaluate((named) => {
    const program = new RegExp(`/${named}-worker-`);
    const lost = (url: string | URL) => (program.test(String(url)) ? "/assets/there-is-none.js" : url);
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(lost(url), options);
      }
      override postMessage(message: { blockWorkerUrl?: string }) {
        const { blockWorkerUrl: url } = message;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
        super.postMessage(url ? { ...message, blockWorkerUrl: lost(url) } : message);
      }
    };
  }, name);
  return async () =>
    await page.evaluate((worker) => {
      window.Worker = worker;
    }, found);
}

const fill = async (page: Page, horizon: number, replications: number) => {
  await page.getByLabel("Horizon, T").fill(String(horizon));
  await page.getByLabel("Replications, N").fill(String(replications));
};
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const expectState = (page: Page, text: string) => page.locator(".lab-pill").getByText(text, { exact: true }).waitFor();
const expectNotice = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
const RUNS = "The server cannot be reached, so this runs in your browser, with the same numbers.";
const RAN = "The server could not be reached, so this ran in your browser, with the same numbers.";
const BEGAN = "The server could not be reached, so this started in your browser, with the same numbers.";
const replicationsCame = (page: Page) =>
  page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0);

/** A run that is too long to finish in a test. */
const longSpec = SimulationSpec.parse({
  bandit: { kind: "bernoulli", means: [0.4, 0.5, 0.6] },
  policies: [{ kind: "thompson-beta" }, { kind: "ucb1" }],
  horizon: 50_000,
  replications: 20_000,
  seed: "away",
});
/** Blocks of a single replication, which takes seconds. */
const longBlocks = { ...longSpec, horizon: 1_000_000, replications: 2000 };
/** Several blocks, exact curves, and all policies that use Math. */
const manyPolicies: SimulationSpec = SimulationSpec.parse({
  ...longSpec,
  policies: ["thompson-beta", "kl-ucb", "bayes-ucb", "ucb", "softmax", "gradient", "exp3", "epsilon-greedy"].map(
    (kind) => ({ kind }),
  ),
  horizon: 100,
  replications: 700,
});
const pathOf = (spec: SimulationSpec) => `/lab?spec=${encodeURIComponent(JSON.stringify(spec))}`;

/** The page with the long run under way in the browser. */
async function openLongRun(opening: Opening = {}): Promise<Page> {
  const page = await openLab({ path: pathOf(longSpec), ...opening });
  await takeServerAway(page);
  await press(page, "Run");
  await replicationsCame(page);
  return page;
}

/** Presses Cancel, and says how many replications there were then, and after how many milliseconds the page says so. */
const cancel = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ before: number; milliseconds: number }>((resolve) => {
        const pill = document.querySelector(".lab-pill")!;
        const before = document.querySelector("progress")!.value;
        const asked = performance.now();
        new MutationObserver(() => {
          if (pill.textContent === "Cancelled") resolve({ before, milliseconds: performance.now() - asked });
        }).observe(pill, { characterData: true, childList: true, subtree: true });
        document.querySelector<HTMLButtonElement>(".lab-cancel")!.click();
      }),
  );

async function exported(page: Page, label: string): Promise<string> {
  await page.locator(".lab-results-head .figure-menu summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, label)]);
  return readFile(await download.path(), "utf8");
}
const exportedResult = async (page: Page) => JSON.parse(await exported(page, "Result as JSON")) as SimulationResult;
/** The value after a round trip through JSON. */
const asJson = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value;

describe("while the server is away", () => {
  let inNode: SimulationResult;
  beforeAll(() => {
    inNode = asJson(simulate(manyPolicies));
  });

  test.each([2, 4])("a run on %i cores is done in the browser, and its bytes are those of Node", async (cores) => {
    const page = await openLab({ path: pathOf(manyPolicies), cores });
    await expectState(page, "Finished");
    await takeServerAway(page);
    await press(page, "Run");
    await expectNotice(page, RUNS);
    await expectState(page, "Finished");
    await expectNotice(page, RAN);

    const result = await exportedResult(page);
    expect(result.specHash).toBe(specHash(manyPolicies));
    expect(result.exact.filter((curve) => curve !== null).length).toBeGreaterThan(2);
    expect(result).toEqual(inNode);
    expect(JSON.stringify(result)).toBe(JSON.stringify(inNode));
  });

  test("cancel acts at once, in the midst of blocks, and keeps a valid part, which is a shorter run", async () => {
    const page = await openLongRun({ path: pathOf(longBlocks), cores: 3 });
    const { before, milliseconds } = await cancel(page);
    await expectNotice(page, BEGAN);

    const shown = await page.locator("section[aria-label=Run]").innerText();
    const done = Number(/(\d+) of 2,000 replications; results are valid/.exec(shown)![1]);
    // On a busy machine it takes longer, and blocks end meanwhile, but not one of every worker: none is waited for.
    if (milliseconds >= 500) expect(done - before).toBeLessThan(3);
    // The exact curves may still be on their way: they end with no block.
    await vi.waitFor(async () => expect((await exportedResult(page)).exact).not.toContain(null), { timeout: 60_000 });
    const result = await exportedResult(page);
    expect(result).toMatchObject({ complete: false, completedReplications: done });
    const shorter = simulate({ ...longBlocks, replications: done });
    expect(result.policies).toEqual(asJson(shorter.policies));
    expect(result.exact).toEqual(asJson(shorter.exact));
  });

  test("a link to a small run is run in the browser, and a second run ends the first", async () => {
    const page = await openLab();
    await takeServerAway(page);
    await page.goto(url() + pathOf({ ...longSpec, horizon: 100, replications: 50 }));
    await expectState(page, "Finished");
    await expectNotice(page, RAN);

    await fill(page, 50_000, 20_000);
    const [first] = await Promise.all([page.waitForEvent("worker"), press(page, "Run")]);
    await replicationsCame(page);
    const ended = new Promise((resolve) => first.once("close", resolve));
    await fill(page, 100, 60);
    await page.locator("main").press("r");
    await ended;
    await expectState(page, "Finished");
    expect(await exportedResult(page)).toMatchObject({ complete: true, completedReplications: 60 });
    expect(await exported(page, "Result as CSV")).toContain("Thompson");
  });

  test("Escape cancels, and leaving the page ends the workers", async () => {
    const page = await openLongRun();
    await page.locator("main").press("Escape");
    await expectState(page, "Cancelled");
    const [worker] = await Promise.all([page.waitForEvent("worker"), page.locator("main").press("r")]);
    await replicationsCame(page);
    const ended = new Promise((resolve) => worker.once("close", resolve));
    await page.getByRole("link", { name: "Decide" }).click();
    await ended;
    await page.getByRole("heading", { level: 1, name: "Which variant wins, and can you stop?" }).waitFor();
  });

  test.each(["simulation", "block"])(
    "a %s worker whose program cannot be loaded is a failure in words, and trying again helps",
    async (worker) => {
      const page = await openLab();
      const findProgram = await loseProgram(page, worker);
      await takeServerAway(page);
      await press(page, "Run");
      await expectState(page, "Failed");
      await page.getByText("program could not be loaded.").waitFor();
      complaints.length = 0; // of the program
      await findProgram();
      await press(page, "Try again");
      await expectState(page, "Finished");
    },
  );
});

test("a server that is back takes the next run, while the run in the browser finishes", async () => {
  const page = await openLab();
  await takeServerAway(page);
  await fill(page, 1000, 1500);
  await press(page, "Run");
  await expectNotice(page, RUNS);
  await bringServerBack(page);
  await expectState(page, "Finished");
  await expectNotice(page, RAN);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST"),
    press(page, "Run"),
  ]);
  expect(response.status()).toBe(202);
  await page.getByText(RAN).waitFor({ state: "detached" });
  await expectState(page, "Finished");
});

test("an open page works on after the server has stopped", async () => {
  const own = await startBuiltServer();
  const page = await openLab({ path: `${own.url}/lab` });
  await own.stop();
  await fill(page, 300, 200);
  await press(page, "Run");
  await expectState(page, "Finished");
  await expectNotice(page, RAN);
});

test("axe finds nothing on a run in the browser, under way and cancelled, in light and dark, wide and narrow", async () => {
  const page = await openLongRun();
  // In the dark, narrow window colours and widths differ, and nothing else that axe looks at.
  const inspect = async () => {
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 900 });
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 900 });
    await expectColours(page, "dark");
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  };
  await expectNotice(page, RUNS);
  await inspect();
  await press(page, "Cancel");
  await expectState(page, "Cancelled");
  await inspect();
});
