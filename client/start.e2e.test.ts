// Slow: opens the start page with and without its program, and the pages behind its cards.
import type { Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";

const complaints: string[] = [];
const { open, url } = browserPages({ onComplaint: (text) => complaints.push(text) });

// A difference between the HTML and what the program shows would be one.
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).first().innerText()).replaceAll(/\s+/g, " ");
const searchOf = (page: Page) => new URL(page.url()).searchParams;

/** Where the parts of the page are, from its top. */
const places = async (page: Page) =>
  await page.evaluate(() =>
    ["h1", ".reward", "table", ".card", ".start-race-chart", "textarea", "pre", "footer"].map((part) => {
      const { x, y, width, height } = document.querySelector(part)!.getBoundingClientRect();
      return [part, x, y + scrollY, width, height];
    }),
  );

test("the program takes the page over without moving it; rewards flip, and the answer and the request follow", async () => {
  let isMissing = true;
  const page = await open("/", {
    prepare: async (page) => {
      await page.route(/\.js$/, (route) => (isMissing ? route.abort() : route.continue()));
    },
  });
  const before = await places(page);
  const notStarted = page.getByText("The page’s code has not started");
  await notStarted.waitFor();
  complaints.length = 0;
  isMissing = false;
  await page.reload();
  await page.locator("canvas").waitFor();
  expect(await places(page)).toEqual(before);
  expect(await notStarted.count()).toBe(0);

  // Rewards 1 and 1 are alike: 1/2. Rewards 1 and 0 are the lecture's with the arms exchanged: 5/6.
  expect(await textOf(page, "main tbody tr")).toMatch(/ε\/2 .* 0 1\/6 ≈ 0.1667$/);
  await page.getByRole("button", { name: "Reward of arm a: 0; flip" }).press("Enter");
  expect(await textOf(page, "main tbody tr")).toMatch(/1\/2 .* 1\/2 .* 1\/2 .* 1\/2 ≈ 0.5$/);
  await page.getByRole("button", { name: "Reward of arm b: 1; flip" }).click();
  expect(await textOf(page, "main tbody tr")).toMatch(/5\/6 ≈ 0.8333$/);

  await page.getByRole("tab", { name: "curl" }).press("ArrowRight");
  expect(await page.getByRole("tab", { name: "TypeScript" }).getAttribute("aria-selected")).toBe("true");
  const code = await page.getByRole("tabpanel").locator("code").innerText();
  expect(code).toContain(`fetch("${url()}/api/v1/selection-probabilities"`);
  const response = await fetch(`${url()}/api/v1/selection-probabilities`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: /JSON\.stringify\(([^]*)\),\n\}\);/.exec(code)![1],
  });
  const shown = await page.locator(".start-request h3 ~ .code-block code").innerText();
  expect(JSON.parse(shown)).toEqual(await response.json());
});

test("every card opens its page with what was chosen", async () => {
  const page = await open("/");
  await page.getByLabel("α of the prior").selectOption("2");
  await page.getByLabel("β of the prior").selectOption("2");
  await page.getByText("Posterior Beta(2, 3)").waitFor();
  await page.getByRole("button", { name: "See it worked out" }).click();
  // Beta(2, 3) against Beta(3, 2).
  await page.getByText("17/70").first().waitFor();

  await page.goBack();
  await page.getByLabel("0.3", { exact: true }).check();
  await page.getByRole("img", { name: /Mean cumulative regret/ }).waitFor();
  await page.getByRole("button", { name: "Race them in the Lab" }).click();
  await page.getByText("Finished", { exact: true }).waitFor();
  const { policies } = JSON.parse(searchOf(page).get("spec")!) as { policies: unknown[] };
  expect(policies.at(-1)).toEqual({ kind: "epsilon-greedy", epsilon: 0.3 });

  await page.goto(`${url()}/`);
  await page.getByLabel("Variant, conversions, visitors").fill("Old, 10, 100\nNew, 40, 100");
  await page.getByRole("button", { name: "Get the verdict" }).click();
  await page
    .getByText(/New (leads|wins|is)/)
    .first()
    .waitFor();
});

test("without JavaScript the page can be read, and its cards lead to their pages", async () => {
  const page = await open("/", { javaScriptEnabled: false });
  expect(await textOf(page, "main")).toMatch(/How likely.*JavaScript is off.*1\/6.*Learn.*Race.*Decide.*curl -s http/);
  expect(await page.getByText("The page’s code has not started").isVisible()).toBe(false);
  const picture = await page.locator('meta[property="og:image"]').getAttribute("content");
  expect(picture).toBe(`${url()}/previews/index.png`);
  const { status, headers } = await fetch(picture!);
  expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);

  await page.getByRole("button", { name: "See it worked out" }).click();
  await page.waitForURL("**/learn/lecture-2?*");
  expect(Object.fromEntries(searchOf(page))).toEqual({ history: "a0,b1", alpha: "1", beta: "1" });
});
