// Slow: four visitors walk through the pages, by mouse and by keys alone.
import type { Page } from "playwright-core";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";
import { handKinds, handsOf } from "./testing/hands.ts";

const complaints: string[] = [];
const { open, url } = browserPages({
  // The engineer's mistake is a 422, of which the browser complains.
  onComplaint: (text) => void (text.includes("422") || complaints.push(text)),
});
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

const visit = async (path: string) =>
  await open(path, { permissions: ["clipboard-read", "clipboard-write"], reducedMotion: "reduce" });
const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" }).first();
const clipboard = async (page: Page) => await page.evaluate(async () => await navigator.clipboard.readText());

describe.each(handKinds)("by %s", (kind) => {
  test("a student goes from four answers to 1/6, to 17/70, and through twenty pulls", async () => {
    const page = await visit("/");
    const { press } = handsOf(page, kind);
    for (const answer of ["1/6", "5/6"]) expect(await page.locator("main table").innerText()).toContain(answer);
    await press(button(page, "See it worked out"));
    await page.getByRole("heading", { name: "The integral" }).waitFor();
    await press(button(page, "Next step"));
    // The end of the integral is its last line.
    for (let line = 0; line < 12 && (await button(page, "Next step").count()) > 0; line++)
      await press(button(page, "Next step"));
    const last = page.locator(".steps > li:last-child");
    expect(await last.locator("annotation").textContent()).toMatch(/frac\{1\}\{6\}/);
    expect(await last.isVisible()).toBe(true);
    await press(button(page, "Beta(2, 2)"));
    await page.getByText("was 1/6 → now 17/70").waitFor();
    expect(await page.locator("main table").first().innerText()).toContain("17/70");

    await press(page.getByRole("banner").getByRole("link", { name: "Learn" }));
    await press(page.getByRole("main").getByRole("link", { name: "Why this arm?" }));
    await page.getByRole("heading", { name: "Pull 1 of 30" }).waitFor();
    for (let pull = 2; pull <= 21; pull++) {
      await press(button(page, "Next pull"));
      await page.getByRole("heading", { name: `Pull ${pull} of 30` }).waitFor();
    }
    // A sentence why this arm.
    expect(await page.locator(".step-why").innerText()).toMatch(/Arm [abc]'s draw 0\.\d+ was the largest/);
  });

  test("a lecturer presents in large letters, prints two pages, and hides the answers of a link", async () => {
    const page = await visit("/learn/lecture-2");
    const { press } = handsOf(page, kind);
    await press(button(page, "Present"));
    const place = page.getByRole("navigation", { name: "Screens" }).getByText(/^\d+ of \d+$/);
    expect(await place.innerText()).toMatch(/^1 of /);
    await page.keyboard.press("ArrowRight");
    await place.getByText(/^2 of /).waitFor();
    const size = await page.locator(".screen").evaluate((screen) => parseFloat(getComputedStyle(screen).fontSize));
    expect(size).toBeGreaterThanOrEqual(24);
    await page.keyboard.press("Escape");
    await button(page, "Handout").waitFor();

    const handout = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4", preferCSSPageSize: true })));
    expect(handout.numPages).toBe(2);
    expect((await extractText(handout, { mergePages: true })).text).toContain("1/6");

    await press(page.locator("summary", { hasText: "Share" }));
    await press(button(page, "Hide answers"));
    await press(button(page, "Copy link"));
    const link = new URL(await clipboard(page));
    expect(await page.locator("main table").first().innerText()).toContain("1/6");
    await page.goto(link.href);
    await page.locator("main table").first().waitFor();
    expect(await page.locator("main table").first().innerText()).not.toContain("1/6");
  });

  test("a researcher runs, sweeps ε in two actions, saves a figure in two, and compares two runs in three", async () => {
    const page = await visit("/lab");
    const { press, type, actions } = handsOf(page, kind);
    await page.getByText("Example run, finished").waitFor();
    await press(button(page, "Run"));
    await page.getByText("Finished", { exact: true }).waitFor();
    actions();

    await type(page.getByLabel("ε, exploration probability"), "0.01, 0.03, 0.1, 0.2, 0.3, 0.5");
    await press(button(page, "Sweep 6 values"));
    expect(actions()).toBe(2);
    await page
      .getByText(/Lowest regret at ε = 0\.\d+/)
      .first()
      .waitFor();

    // The figure of the sweep.
    await press(page.locator("main summary", { hasText: "Export…" }).first());
    const download = page.waitForEvent("download");
    await press(button(page, "SVG"));
    expect(actions()).toBe(2);
    expect((await download).suggestedFilename()).toMatch(/\.svg$/);

    await type(page.getByLabel("ε, exploration probability"), "0.1");
    await type(page.getByLabel("Replications, N"), "100");
    await press(button(page, "Run"));
    await page.getByText("100 of 100 replications").waitFor();
    await press(page.getByRole("banner").getByRole("link", { name: /^Runs/ }));
    const ticks = page.getByRole("table", { name: "Runs" }).getByRole("checkbox");
    await ticks.nth(1).waitFor();
    actions();
    for (const tick of [ticks.first(), ticks.nth(1)]) await press(tick);
    await press(button(page, "Compare 2 runs"));
    expect(actions()).toBe(3);
    await page.getByRole("table", { name: /Differences are from/ }).waitFor();
  });

  test("an engineer has a verdict for three pasted variants in one action, copies it as fetch, and is told of a mistake", async () => {
    const page = await visit("/decide");
    const { press, paste, actions } = handsOf(page, kind);
    // 0 of 1 and 1 of 1 are the lecture's posteriors, and no arm is better than b by chance alone.
    await paste(page.getByRole("textbox", { name: /^Name of variant 1/ }), "Old\t0\t1\nNew\t1\t1\nOther\t0\t900");
    expect(actions()).toBe(1);
    await page
      .locator("section[aria-labelledby=verdict]")
      .getByText(/^New leads: 83\.\d% to be best/)
      .waitFor();

    await press(button(page, /TypeScript/));
    const code = await clipboard(page);
    expect(code).toContain(`fetch("${url()}/api/v1/best-arm-probabilities"`);
    const body = /JSON\.stringify\(([^]*)\),\n\}\);/.exec(code)![1];
    const ask = async (text: string) =>
      await page.evaluate(async (sent) => {
        const headers = { "Content-Type": "application/json" };
        const answer = await fetch("/api/v1/best-arm-probabilities", { method: "POST", headers, body: sent });
        return { status: answer.status, text: await answer.text() };
      }, text);
    expect((await ask(body)).status).toBe(200);

    // The same in the reference, with a mistake: more successes than trials.
    await page.goto(`${url()}/api/docs/#/Exact%20answers/bestArmProbabilities`);
    await press(button(page, /Try it out/));
    const field = page.getByRole("textbox", { name: "Request body" });
    await press(button(page, "Execute"));
    const status = page.locator(".live-responses-table .response-col_status").last();
    await status.getByText("200").waitFor();
    const wrong = body.replace(/"trials": ?900/, '"trials": -900');
    expect(wrong).not.toBe(body);
    await paste(field, wrong);
    await press(button(page, "Execute"));
    await status.getByText("422").waitFor();
    expect(await page.locator(".live-responses-table").innerText()).toContain("/arms/2/trials");
  });
});
