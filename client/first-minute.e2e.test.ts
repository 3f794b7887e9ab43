import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { chromiumLaunch } from "./testing/chromium.ts";
import { type BuiltServer, startBuiltServer } from "./testing/server.ts";

let server: BuiltServer;
let browser: Browser;
const complaints: string[] = [];

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
// What the browser complains of, a forbidden inline style say, is a defect of any page.
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  return page;
}

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).innerText()).replaceAll(/\s+/g, " ");

describe("the student's first minute", () => {
  test("from the four answers to 1/6 worked out, by Monte Carlo too, and on to 17/70", async () => {
    const page = await open("/");
    const answers = await textOf(page, "main table");
    for (const answer of ["0", "ε/2", "1/6", "1 − ε/2", "5/6"]) expect(answers).toContain(answer);

    await page.getByRole("link", { name: "See it worked out" }).click();
    await page.getByRole("heading", { name: "The integral" }).waitFor();
    const lastStep = page.locator(".steps > li:last-child annotation");
    await lastStep.waitFor({ state: "attached" });
    expect(await lastStep.textContent()).toMatch(/frac\{1\}\{6\}/);

    await page.locator("main").press("Space");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await page.waitForFunction(() => /\d[\d\s,]* draws/.test(document.body.innerText));
    await page.getByRole("button", { name: "Pause" }).click();

    await page.getByRole("button", { name: "Beta(2, 2)" }).click();
    await page.getByText("was 1/6 → now 17/70").waitFor();
    await page.waitForFunction(() =>
      document.querySelector(".steps > li:last-child annotation")?.textContent?.includes("frac{17}{70}"),
    );
    expect(await textOf(page, "main table >> nth=0")).toContain("17/70");

    // The address says all of it: the same page opens elsewhere.
    const copy = await open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await textOf(copy, "main table >> nth=0")).toContain("17/70");
  });
});

describe("the engineer", () => {
  test("finds the reference page working under the content security policy", async () => {
    const page = await open("/api/docs/");
    await page.locator(".opblock").first().waitFor();
    expect(await page.locator(".opblock").allInnerTexts()).toContainEqual(
      expect.stringContaining("/selection-probabilities"),
    );
  });
});

describe("the researcher", () => {
  test("opens the Lab on a finished run, runs, sees regret live, cancels and keeps a valid part", async () => {
    const page = await open("/lab");
    await page.getByText("Example run, finished").waitFor();
    await page
      .getByRole("img", { name: /regret/i })
      .first()
      .waitFor();
    await page.getByLabel("Horizon, T").fill("5000");
    await page.getByLabel("Replications, N").fill("200000");
    await page.getByRole("button", { name: "Run", exact: true }).click();

    // Replications arrive while it runs.
    const done = () =>
      page.getByRole("progressbar", { name: "Replications done" }).evaluate((bar: HTMLProgressElement) => bar.value);
    await page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0);
    const early = await done();
    await page.waitForFunction((value) => (document.querySelector("progress")?.value ?? 0) > value, early);

    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled").waitFor();
    expect(await textOf(page, "section[aria-label=Run]")).toMatch(/[1-9][\d\s]* of 200\s000 replications, valid/);
  });

  test("runs to the end with the keyboard alone, and the table has the same numbers as the result", async () => {
    const page = await open("/lab");
    await page.getByLabel("Replications, N").fill("200");
    await page.locator("main").press("r");
    await page.getByText("Finished", { exact: true }).waitFor();
    const result = (await page.evaluate(async () => {
      const spec = new URL(location.href).searchParams.get("spec");
      const posted = await fetch("/api/v1/simulations", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: spec,
      });
      const { links } = (await posted.json()) as { links: { result: string } };
      return (await fetch(links.result)).json();
    })) as { policies: { finalRegret: { mean: number } }[] };
    await page.locator("main").press("t");
    const table = page.getByRole("table", { name: /over 200 replications/ });
    await table.waitFor();
    const shown = [...(await table.innerText()).matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number));
    for (const { finalRegret } of result.policies) {
      const nearest = Math.min(...shown.map((number) => Math.abs(number - finalRegret.mean)));
      expect(nearest).toBeLessThan(0.005 * finalRegret.mean);
    }
  });

  test("is told what is wrong at the field, in the API's own words", async () => {
    const page = await open("/lab");
    await page.getByLabel("Replications, N").fill("0");
    const field = page.getByLabel("Replications, N");
    await page.locator('[aria-invalid="true"]').waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await textOf(page, "main")).toContain("must be an integer in [1, 1000000], got 0");
  });
});

describe("axe finds nothing", () => {
  for (const path of ["/", "/lecture", "/lab"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [360, 1280]) {
        test(`on ${path} in ${colorScheme}, ${width} pixels wide, which does not scroll sideways`, async () => {
          const page = await open(path, { colorScheme, viewport: { width, height: 900 } });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect(sideways).toBeLessThanOrEqual(0);
          await page.context().close();
        });
      }
    }
  }
});
