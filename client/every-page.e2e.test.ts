// Slow: looks at every page in three modes and four widths, and prints it.
import type { Page } from "playwright-core";
import { afterEach, beforeAll, expect, test } from "vitest";
import { SimulationSpec } from "../experiments/spec/spec.ts";
import { type PagePath, pageTable } from "./page-table.ts";
import { browserPages } from "./testing/browser-pages.ts";
import { faultsInEveryLook } from "./testing/every-look.ts";
import { printed } from "./testing/printed.ts";

const complaints: string[] = [];
const { open, url } = browserPages({ onComplaint: (text) => complaints.push(text) });

// Any complaint of the browser, such as a forbidden inline style, is a defect.
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

/** A page as a visitor has it before them. */
interface Sample {
  /** An address of the page, if its path has parameters or is empty without them. */
  address?: (runs: readonly string[]) => string;
  /** What the page does before it is looked at. */
  before?: (page: Page) => Promise<void>;
  /** What is there once the page is whole. */
  ready: string;
  /** The most sheets of A4 that it takes, in the fonts that are installed, and what they say. */
  sheets: number;
  says: string[];
}

const LEGEND = ".lab-legend";
const samples: Record<PagePath | "/nowhere" | "/api/docs/", Sample> = {
  "/": { ready: "main table", sheets: 2, says: ["How likely is each arm to be played next?", "1/6", "5/6"] },
  "/learn": { ready: "main h1", sheets: 1, says: ["Which arm is played next?", "(/learn/lecture-2)"] },
  "/learn/lecture-2": {
    ready: ".steps > li:first-child math",
    sheets: 2,
    says: ["Beta(2, 1)", "1/6", "5/6"],
  },
  // The numbers are those that the posts print.
  "/learn/softmax": { ready: ".maths math", sheets: 4, says: ["0.19091352", "0.20353145", "0.21698333"] },
  "/learn/step": {
    ready: ".step-arms",
    sheets: 1,
    says: ["0.3, 0.5, 0.6", "Thompson", "Pull 1 of 30", "1/3 ≈ 0.3333", "Beta(1, 1)"],
  },
  "/lab": {
    ready: `.lab:not(.lab-opening) ${LEGEND}`,
    sheets: 4,
    says: ["500 of 500 replications", "Thompson", "Pulls per arm"],
  },
  "/decide": {
    ready: "text=/you would have had about/",
    sheets: 2,
    says: ["Short form leads", "Short form 165 of 4,000", "95% interval", "Of the next 1,000 visitors"],
  },
  "/runs": {
    address: ([run]) => `/runs/${run}`,
    before: async (page) => {
      await page.getByRole("button", { name: "Add to my runs" }).click();
      await page.getByRole("banner").getByRole("link", { name: "Runs" }).click();
    },
    ready: "tbody tr",
    sheets: 1,
    says: ["Finished", "100 × 40"],
  },
  "/runs/:id": {
    address: ([run]) => `/runs/${run}`,
    ready: LEGEND,
    sheets: 2,
    says: ["Horizon T 100", "Replications N 40", "Provenance", "UCB1"],
  },
  "/compare": {
    address: (runs) => `/compare?runs=${runs.join(",")}`,
    ready: "text=/Differences are from/",
    sheets: 2,
    says: ["Settings that differ", "Replications N 40 50", "Unpaired"],
  },
  "/nowhere": { ready: "main h1", sheets: 1, says: ["There is no page at this address."] },
  "/api/docs/": { ready: ".opblock", sheets: 4, says: ["/api/v1/selection-probabilities", "Start a simulation"] },
};
const PRESSED_ALONE = ["Skip to", "Keyboard shortcuts", "Export…", "Copy link"];

const runs: string[] = [];
beforeAll(async () => {
  for (const replications of [40, 50]) {
    const policies = [{ kind: "thompson-beta" }, { kind: "ucb1" }];
    const bandit = { kind: "bernoulli", means: [0.3, 0.5, 0.7] };
    const spec = SimulationSpec.parse({ bandit, policies, horizon: 100, replications, seed: "every page" });
    const posted = await fetch(`${url()}/api/v1/simulations`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Prefer: "wait=60" },
      body: JSON.stringify(spec),
    });
    runs.push(((await posted.json()) as { id: string }).id);
  }
});

const paths: (keyof typeof samples)[] = [...pageTable.map(({ path }) => path), "/nowhere", "/api/docs/"];

test.each(paths)("%s has no fault in any width, theme or forced colours, and prints whole", async (path) => {
  const { address, before, ready, sheets, says } = samples[path];
  const page = await open(address?.(runs) ?? path, { reducedMotion: "reduce" });
  if (path === "/nowhere") complaints.length = 0; // of its status, 404
  await before?.(page);
  await page.locator(ready).first().waitFor();
  expect.soft(await faultsInEveryLook(page)).toEqual([]);

  const { pages, text, cut } = await printed(page);
  expect.soft(cut).toEqual([]);
  for (const words of says) expect.soft(text).toContain(words);
  for (const words of PRESSED_ALONE) expect.soft(text).not.toContain(words);
  expect.soft(pages).toBeLessThanOrEqual(sheets);
});
