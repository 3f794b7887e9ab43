// Slow: runs simulations in a browser.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

const run = async (page: Page) => await page.getByRole("button", { name: "Run", exact: true }).click();
const finished = async (page: Page) => await page.getByText("Finished", { exact: true }).waitFor();
const header = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Runs/ });
const rows = (page: Page) => page.getByRole("table", { name: "Runs" }).locator("tbody tr");
const idIn = (page: Page) => new URL(page.url()).pathname.split("/").at(-1)!;

/** Runs the Lab's example with so many replications, to its end. */
async function runWith(page: Page, replications: number): Promise<void> {
  await page.getByLabel("Replications, N").fill(String(replications));
  await run(page);
  await finished(page);
  // Of this run, not the former one.
  await page.getByText(`${replications} of ${replications} replications`).waitFor();
}

test("a run goes on when its page is left: the header counts it, the list has it, and its page cancels it", async () => {
  const page = await open("/lab");
  expect(await header(page).innerText()).toBe("Runs");
  await page.getByLabel("Horizon, T").fill("5000");
  await page.getByLabel("Replications, N").fill("200000");
  await run(page);
  await page.getByText("Runs (1 running)").waitFor();

  await page.getByRole("banner").getByRole("link", { name: "Learn" }).click();
  await page.getByRole("heading", { level: 1, name: "Learn" }).waitFor();
  expect(await header(page).innerText()).toBe("Runs (1 running)");

  // A reload keeps the list.
  await page.reload();
  await page.getByText("Runs (1 running)").click();
  await rows(page).getByText("Running", { exact: true }).waitFor();
  expect(await rows(page).innerText()).toContain("5,000 × 200,000");
  await rows(page).getByRole("link").click();
  await page.locator(".lab-legend").waitFor();

  // Another browser opens it by its address, and sees the end.
  const other = await open(new URL(page.url()).pathname, { viewport: { width: 700, height: 900 } });
  await other.locator(".lab-legend").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Cancelled").waitFor();
  await other.getByText("Cancelled").waitFor();
  expect(await header(other).innerText()).toBe("Runs");
  await other.getByRole("button", { name: "Add to my runs" }).click();
  await header(other).click();
  expect(await rows(other).innerText()).toContain("5,000 × 200,000");
  await header(page).filter({ hasNotText: "running" }).waitFor();
});

test("two runs are compared in three actions from the Lab, also by keyboard alone, and each difference says whether it is paired", async () => {
  const page = await open("/lab");
  await runWith(page, 100);
  await runWith(page, 200);
  for (const link of [
    page.getByRole("link", { name: "Compare with another run" }),
    page.locator(".compare-picker").getByRole("link"),
  ]) {
    await link.focus();
    await page.keyboard.press("Enter");
  }
  const table = page.getByRole("table", { name: /Differences are from/ });
  await table.waitFor();
  const texts = await table.locator("tbody tr").allInnerTexts();
  expect(texts).toHaveLength(10);
  for (const text of texts) {
    if (text.includes("reference")) continue;
    // The reference is of the first run.
    expect(text).toMatch(text.trim().startsWith("A:") ? /\tPaired$/ : /\tUnpaired, note 1$/);
  }
  expect(await page.getByRole("list", { name: "Notes" }).innerText()).toContain("numbers of replications differ");
  const settings = page.getByRole("table", { name: "Settings that differ" });
  expect(await settings.locator("tbody tr").allInnerTexts()).toEqual(["Replications N\t200\t100"]);

  // The view is in the address.
  await page.getByLabel("Differences from").selectOption("B: UCB1");
  await page.getByLabel("Measure").selectOption("Optimal arm");
  await page.reload();
  await page.getByText("Differences are from B: UCB1").waitFor();
  expect(await page.getByLabel("Measure").inputValue()).toBe("optimalArmRate");
});

test("runs are ticked and compared, named, deleted and brought back, in all tabs at once", async () => {
  const page = await open("/lab");
  await runWith(page, 100);
  await runWith(page, 200);
  await header(page).click();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await rows(second).nth(1).waitFor();

  await page
    .getByRole("button", { name: /^Rename/ })
    .first()
    .click();
  await page.getByLabel("Name", { exact: true }).fill("Two hundred");
  await page.getByRole("textbox", { name: "Note" }).fill("for the slides");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await second.getByRole("link", { name: "Two hundred" }).waitFor();

  await page.getByLabel("Search").fill("slides");
  expect(await rows(page).count()).toBe(1);
  await page.getByRole("button", { name: "Delete Two hundred" }).click();
  await second.getByRole("link", { name: "Two hundred" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await second.getByRole("link", { name: "Two hundred" }).waitFor();

  for (const box of await rows(second).getByRole("checkbox").all()) await box.press("Space");
  await second.getByRole("button", { name: "Compare 2 runs" }).press("Enter");
  await second.getByRole("table", { name: /Differences are from/ }).waitFor();
  await second.close();
});

test("an exported result is imported as a run, and a file that is none is refused", async () => {
  const page = await open("/lab");
  await runWith(page, 100);
  await header(page).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /^Export/ }).click();
  const path = await (await download).path();

  const upload = page.getByLabel("Result as JSON");
  await upload.setInputFiles({ name: "wrong.json", mimeType: "application/json", buffer: Buffer.from('{"spec":1}') });
  await page.getByText("The file is not a result of a simulation.").waitFor();
  await upload.setInputFiles(path);
  await page.getByText("Finished, imported").waitFor();
  await page.locator(".lab-legend").waitFor();
  expect(await page.locator(".run-facts").last().innerText()).toContain("imported from a file");
  await page.reload();
  await page.locator(".lab-legend").waitFor();
});

test("a run without the server is kept with its result", async () => {
  const page = await open("/lab");
  await page.route("**/api/**", (route) => route.abort());
  await runWith(page, 100);
  await page.getByRole("link", { name: "Page of this run" }).click();
  await page.getByText("Finished in this browser").waitFor();
  await page.reload();
  await page.getByText("Finished in this browser").waitFor();
  await page.locator(".lab-legend").waitFor();
  expect(await page.locator(".run-facts").last().innerText()).toContain("in this browser");

  // A page that is closed ends its run.
  const { origin } = new URL(page.url());
  await page.getByRole("link", { name: "Fork in Lab" }).click();
  await page.getByLabel("Replications, N").fill("1000000");
  await run(page);
  await page.getByText("Runs (1 running)").waitFor();
  await page.goto(`${origin}/runs`);
  await rows(page).getByText("Cancelled in this browser").waitFor();
});

test("a run that the server has lost says so, and is run again with its name", async () => {
  const page = await open("/lab");
  await runWith(page, 100);
  const gone = { type: "about:blank", title: "Not Found", status: 404 };
  const lose = (url: URL) => url.pathname.startsWith("/api/v1/simulations/");
  await page.route(lose, (route) =>
    route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify(gone) }),
  );
  await header(page).click();
  await page.getByText("No longer on the server").waitFor();
  await rows(page).getByRole("link").click();
  await page.getByText("The server no longer has this run.").waitFor();
  const lost = idIn(page);
  await page.unroute(lose);
  await page.getByRole("button", { name: "Run again" }).click();
  await finished(page);
  await page.locator(".lab-legend").waitFor();
  expect(idIn(page)).not.toBe(lost);
  await header(page).click();
  expect(await rows(page).count()).toBe(1);

  await page.goto(new URL("/runs/nobody", page.url()).href);
  await page.getByText("Neither the server nor this browser has this run.").waitFor();
});

const spoiled: [how: string, script: string, words: RegExp][] = [
  ["refused", `Object.defineProperty(globalThis, "indexedDB", { value: undefined })`, /does not keep data/],
  ["newer", `indexedDB.open("bandit-lab", 2)`, /newer version of this site/],
  [
    "full",
    `IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); }`,
    /no room for more runs/,
  ],
];

test.each(spoiled)("where IndexedDB is %s, the page says so and lists runs all the same", async (_, script, words) => {
  const prepare = async (fresh: Page) => {
    await fresh.addInitScript(script);
  };
  const page = await open("/lab", { prepare });
  await runWith(page, 100);
  await header(page).click();
  await page.getByText(words).waitFor();
  expect(await rows(page).innerText()).toContain("1,000 × 100");
});

test("axe finds nothing on an empty list of runs", async () => {
  const page = await open("/runs");
  await page.getByText("No runs yet").waitFor();
  await expectAccessible(page);
});
