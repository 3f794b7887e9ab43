// Slow: exports figures from a browser.
import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { exampleResult } from "./pages/lab/example.ts";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const complaints: string[] = [];
const { open } = browserPages({ onComplaint: (text) => complaints.push(text) });

const labels = exampleResult.policies.map(({ label }) => label);
const hash = exampleResult.specHash.slice(0, 8);
const MAIN = "Regret chart: Export…";

async function exported(page: Page, menu: string, format: string): Promise<Download> {
  await page.getByLabel(menu, { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, format)]);
  return download;
}

async function press(page: Page, button: string): Promise<void> {
  await page.locator(".figure-menu details[open]").getByRole("button", { name: button, exact: true }).click();
}

const bytesOf = async (download: Download) => readFile(await download.path());

test("two clicks export the Lab’s chart as SVG, PDF and PNG: light in dark mode, as wide as a column, with its source", async () => {
  const page = await open("/lab", { colorScheme: "dark" });
  // As if the user had also chosen dark, and large text.
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { theme: "dark", textSize: "150" }));
  const svg = await exported(page, MAIN, "SVG");
  expect(svg.suggestedFilename()).toBe(`bandit-lab-regret-${hash}.svg`);
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(MAIN);
  await expectSvg(page, String(await bytesOf(svg)));

  const pdf = await exported(page, MAIN, "PDF");
  expect(pdf.suggestedFilename()).toBe(`bandit-lab-regret-${hash}.pdf`);
  await expectPdf(await bytesOf(pdf), 237.6);

  const png = await exported(page, MAIN, "PNG");
  expect(png.suggestedFilename()).toBe(`bandit-lab-regret-${hash}.png`);
  // 3.3 in × 600/in; 600/in = 23,622/m.
  expectPng(await bytesOf(png), 1980, 23622);

  // A browser complains of what the security policy forbids.
  expect(complaints).toEqual([]);
});

test("a figure of two columns is 6.9 inches wide, and dark if asked, by keyboard", async () => {
  const page = await open("/lab");
  await page.getByLabel(MAIN, { exact: true }).click();
  await press(page, "6.9 inches wide");
  await press(page, "Dark");
  await expectAccessible(page, ".figure-menu");
  for (const key of ["Home", "ArrowDown"]) await page.keyboard.press(key);
  const [pdf] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(pdf.suggestedFilename()).toBe(`bandit-lab-regret-${hash}-6.9in-dark.pdf`);
  await expectPdf(await bytesOf(pdf), 496.8);
  const text = String(await bytesOf(await exported(page, MAIN, "SVG")));
  expect(text).toContain('width="6.9in"');
  expect(backgroundOf(text)).toBe("rgb(20, 23, 28)");
});

const CHARTS: Record<string, [menu: string, name: string, texts: string[]][]> = {
  "/lab": [
    ["Optimal arm", `optimal-arm-rate-${hash}`, ["Optimal arm at pull t (%)", ...labels]],
    ["Paired difference from Thompson", `regret-difference-${hash}`, ["Baseline: Thompson.", "(units of reward)"]],
    ["Distribution of final regret", `final-regret-${hash}`, ["Regret after 1,000 pulls", ...labels]],
    ["Pulls per arm", `pulls-${hash}`, ["Arm, best first", ...labels]],
  ],
  "/lecture": [
    ["Densities", "posterior-densities", ["a: Beta(1, 2)", "Mean reward θ"]],
    ["Joint density", "joint-density", ["x > y, a is selected: 1/6", "y, drawn for b"]],
    ["Convergence", "monte-carlo-convergence", ["exact ± 1.96·√(p(1 − p)/n)", "10⁷"]],
  ],
  "/calculator": [["Densities", "posterior-densities", ["a: Beta(1, 2)", "Probability of success θ"]]],
};

test.each(Object.keys(CHARTS))("every chart of %s gives a PDF with its symbols", async (path) => {
  const page = await open(path);
  for (const [menu, name, texts] of CHARTS[path]) {
    const pdf = await exported(page, `${menu}: Export…`, "PDF");
    expect(pdf.suggestedFilename()).toBe(`bandit-lab-${name}.pdf`);
    const { text } = await extractText(await proxyOf(await bytesOf(pdf)), { mergePages: true });
    for (const each of texts) expect(text).toContain(each);
  }
});

test("while the server is away the menu says so, and tries again", async () => {
  const page = await open("/lab", {
    prepare: async (prepared) => {
      await prepared.route("**/arimo-*.ttf", (route) => route.abort());
    },
  });
  await page.route("**/lab", (route) => route.abort());
  await page.getByLabel(MAIN, { exact: true }).click();
  await press(page, "SVG");
  const alert = page.getByRole("alert").filter({ hasText: "No SVG was made." });
  await alert.getByText("The server does not answer.").waitFor();
  await expectAccessible(page, ".figure-menu");

  await page.unroute("**/lab");
  await page.unroute("**/arimo-*.ttf");
  const again = alert.getByRole("button", { name: "Try again" });
  const [download] = await Promise.all([page.waitForEvent("download"), again.click()]);
  expect(String(await bytesOf(download))).toContain("<svg");
  await alert.waitFor({ state: "detached" });
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(MAIN);
});

async function expectSvg(page: Page, svg: string): Promise<void> {
  const found = await page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = (selector: string) => [...parsed.querySelectorAll(selector)];
    return {
      mistakes: all("parsererror").length,
      width: parsed.documentElement.getAttribute("width"),
      height: parsed.documentElement.getAttribute("height"),
      viewBox: parsed.documentElement.getAttribute("viewBox")!.split(" ").map(Number),
      texts: all("text").map(({ textContent }) => textContent),
      sizes: all("text").map((each) => Number(each.getAttribute("font-size"))),
      fonts: [...new Set(all("text").map((each) => each.getAttribute("font-family")))],
      widths: all("[stroke-width]").map((each) => Number(each.getAttribute("stroke-width"))),
      pictures: all("image").length,
      metadata: all("metadata")
        .map(({ textContent }) => textContent)
        .join(" "),
    };
  }, svg);
  expect(found).toMatchObject({ mistakes: 0, width: "3.3in", pictures: 0 });
  expect(backgroundOf(svg)).toBe("rgb(255, 255, 255)");
  const pointsPerUnit = (3.3 * 72) / found.viewBox[2];
  expect(parseFloat(found.height!) * 72).toBeCloseTo(found.viewBox[3] * pointsPerUnit, 1);
  expect(found.texts).toEqual(
    expect.arrayContaining([...labels, "Mean cumulative regret", "(units of reward)", "Pulls t", "1,000"]),
  );
  expect(found.texts).toContain("Band: 95% interval of the mean");
  expect(found.fonts).toEqual(["Arial, Helvetica, Arimo, Liberation Sans, sans-serif"]);
  expect(Math.min(...found.sizes) * pointsPerUnit).toBeGreaterThanOrEqual(7);
  expect(Math.max(...found.sizes) * pointsPerUnit).toBeLessThanOrEqual(9);
  expect(Math.min(...found.widths) * pointsPerUnit).toBeGreaterThanOrEqual(0.5);
  expectSource(found.metadata);
}

function expectSource(metadata: string): void {
  expect(metadata).toContain(exampleResult.specHash);
  expect(metadata).toContain(`engine version ${exampleResult.engineVersion}`);
  expect(metadata).toContain("/lab?spec=");
}

/** The paper is drawn first. */
const backgroundOf = (svg: string) => /<rect fill="([^"]*)"/.exec(svg)?.[1];

const proxyOf = (pdf: Buffer) => getDocumentProxy(new Uint8Array(pdf));

async function expectPdf(pdf: Buffer, points: number): Promise<void> {
  const file = pdf.toString("latin1");
  expect(file.slice(0, 5)).toBe("%PDF-");
  const [, width] = /\/MediaBox \[0 0 ([\d.]+) [\d.]+\]/.exec(file)!;
  expect(Number(width)).toBeCloseTo(points, 6);
  // Journals refuse fonts that are not inside.
  expect(file).not.toContain("/Subtype /Type1");
  expect(file).toContain("/FontFile2");
  const proxy = await proxyOf(pdf);
  const { text } = await extractText(proxy, { mergePages: true });
  for (const label of [...labels, "Mean cumulative regret", "ε"]) expect(text).toContain(label);
  expectSource(JSON.stringify((await proxy.getMetadata()).info));
}

function expectPng(png: Buffer, width: number, perMetre: number): void {
  expect(png.subarray(1, 4).toString("latin1")).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(width);
  const resolution = png.indexOf("pHYs", 0, "latin1");
  expect([png.readUInt32BE(resolution + 4), png.readUInt32BE(resolution + 8), png[resolution + 12]]).toEqual([
    perMetre,
    perMetre,
    1,
  ]);
  expectSource(png.subarray(0, png.indexOf("IDAT", 0, "latin1")).toString("latin1"));
}
