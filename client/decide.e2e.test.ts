// Slow: pastes a test's counts in a browser, and waits for a simulation.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

const paste = (page: Page, text: string) =>
  page.getByRole("textbox", { name: /^Name of variant 1/ }).evaluate((input, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
const expectVerdict = (page: Page, text: string) =>
  page.locator("section[aria-labelledby=verdict]").getByText(text).waitFor();
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });
const specOf = (page: Page): unknown => JSON.parse(new URL(page.url()).searchParams.get("spec") ?? "null");

test("three pasted variants have a verdict in words, in the address, and after a reload", async () => {
  const page = await open("/decide");
  await expectVerdict(page, "Short form leads");
  // 0 of 1 and 1 of 1 are the lecture's posteriors: 1/6 and 5/6; the last one is behind by any measure.
  await paste(page, "Variant\tConversions\tVisitors\nblue\t0\t1\nred\t1\t1");
  await expectVerdict(page, "red leads: 83.3% to be best.");
  await expectVerdict(page, "Keep testing: choosing red now loses 3.3 percentage points on average");
  await page.getByText("Of the next 1,000 visitors: 167 blue, 833 red.").waitFor();
  // Two visitors leave a bandit nothing to choose: both arms are tried once.
  await page.getByText(/you would have had about as many conversions/).waitFor();
  await page.reload();
  await expectVerdict(page, "red leads: 83.3% to be best.");

  await page.getByRole("textbox", { name: "Accepted loss, in percentage points" }).fill("4");
  await expectVerdict(page, "You can stop: choosing red");
  await page.getByText("None: you can stop now.").waitFor();

  // With Beta(2, 2) the chance is 17/70; the expected losses are those of means 2/5 and 3/5.
  await page.getByText("Prior: Flat: Beta(1, 1)").click();
  for (const label of ["Prior α: conversions", "Prior β: others"]) await page.getByLabel(label).fill("2");
  await expectVerdict(page, "red leads: 75.7% to be best.");
  await page.getByText("It counts like 4 imagined visitors of every variant, of whom 2 converted").waitFor();
  expect(specOf(page)).toMatchObject({ prior: { alpha: 2, beta: 2 } });
  await page.getByRole("button", { name: "Jeffreys: Beta(1/2, 1/2)" }).click();
  await page.getByText("Prior: Jeffreys: Beta(1/2, 1/2)").waitFor();
  await page.getByText("Exact for independent variants with the Jeffreys prior Beta(0.5, 0.5)").waitFor();
});

test("the rows are the same in every tab; arrow keys move between tabs, and Space opens one", async () => {
  const page = await open("/decide", { permissions: ["clipboard-read", "clipboard-write"] });
  await paste(page, "Variant\tConversions\tVisitors\nblue\t0\t1\nred\t1\t1");
  await expectVerdict(page, "red leads");
  await tab(page, "Simple").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await page.getByText("Arm red is best with probability 5/6").waitFor();
  expect(await tab(page, "Posteriors").getAttribute("aria-selected")).toBe("true");
  expect(await page.getByRole("tabpanel", { name: "Posteriors" }).count()).toBe(1);

  // Edited here, they are edited in Simple.
  await page.getByLabel("failures of arm blue").fill("3");
  await page.getByText("Arm red is best with probability 14/15").waitFor();
  await tab(page, "Posteriors").focus();
  for (const key of ["End", "Enter"]) await page.keyboard.press(key);
  // P(θ > φ) = E[θ²] = 1·2/(5·6) = 1/15 for θ ~ Beta(1, 4) and φ ~ Beta(2, 1).
  await page.getByRole("row", { name: /P\(best\) 0\.06666666666666667 0 1\/15/ }).waitFor();
  await page.getByRole("button", { name: "Copy as CSV" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const csv = await page.evaluate(() => navigator.clipboard.readText());
  expect(csv.split("\r\n").slice(0, 4)).toEqual([
    "variant,quantity,value,errorBound,fraction",
    "blue,posterior α,1,,",
    "blue,posterior β,4,,",
    "blue,P(best),0.06666666666666667,0,1/15",
  ]);
  await expectAccessible(page);

  await tab(page, "Simple").click();
  await expectVerdict(page, "red leads: 93.3% to be best.");
  expect(await page.locator('input[data-cell="0 visitors"]').inputValue()).toBe("3");
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: "All digits" }).waitFor();

  // Posteriors that no counts give have no place in Simple.
  await page.goto(new URL('/calculator?spec={"family":"gamma","arms":[{"shape":2,"rate":3}]}', page.url()).href);
  await page.getByText("a is the only arm.").waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search.slice(0, 16)).toBe("/decide?tab=posteriors&");
  await tab(page, "Simple").click();
  await page.getByText("These rows are posteriors that are not results of a test").waitFor();
  await expectAccessible(page);
});

test("a file is opened or dropped, its mistakes are named by line and column, and Undo brings the rows back", async () => {
  const page = await open("/decide");
  await expectVerdict(page, "Short form leads");
  const csv = (text: string) => ({ name: "test.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const choose = async (text: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      page.getByRole("button", { name: "Open CSV file…" }).click(),
    ]);
    await chooser.setFiles(csv(text));
  };
  await choose("\uFEFFVariant;Conversions;Visitors\r\nblue;0;1\r\nred;1;1\r\n");
  await expectVerdict(page, "red leads: 83.3% to be best.");
  await page.getByText("test.csv: opened 2 rows.").waitFor();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expectVerdict(page, "Short form leads");
  await page.getByText("The former rows are back.").waitFor();

  await page.locator("form").evaluate((form) => {
    const data = new DataTransfer();
    data.items.add(new File(["Variant,Conversions,Visitors\nblue,0,1\nred,n/a,1\n"], "dropped.csv"));
    form.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByText("Line 3, conversions: “n/a”. Enter a whole number").waitFor();
  await page.getByText("These results are for your last valid input.").waitFor();
  expect(await page.locator('input[data-cell="1 conversions"]').inputValue()).toBe("n/a");
});

test("means have a verdict of their own, and per-visitor rows are counted", async () => {
  const page = await open("/decide", { colorScheme: "dark", viewport: { width: 360, height: 900 } });
  await page.getByRole("button", { name: "Revenue or another mean" }).click();
  await expectVerdict(page, "Bundle leads");
  await expectVerdict(page, "Its mean differs from that of Current page by +1.5");
  await page.getByText(/If the observed means hold, you can stop after about 1,242 more visitors, 621/).waitFor();
  await paste(page, `Variant\tValue\n${"old\t0\nold\t2\nnew\t1\nnew\t5\n".repeat(20)}`);
  await page.getByText("Counted 80 visitors of 2 variants.").waitFor();
  await expectVerdict(page, "new leads");
  expect(specOf(page)).toMatchObject({ measure: "means", variants: [{ mean: 1, visitors: 40 }, { mean: 3 }] });
  await expectAccessible(page);
});

test("an address without a table shows an example, and says that it is one", async () => {
  const page = await open(`/decide?rows=${encodeURIComponent("A,130,100\nB,5,100")}`);
  await page.getByText("These results are for an example, not for your input.").waitFor();
  await page.locator('input[data-cell="0 conversions"]').fill("13");
  await expectVerdict(page, "A leads");
  await page.locator('input[data-cell="0 conversions"]').fill("130");
  await page.getByText("These results are for your last valid input.").waitFor();
});

test("more conversions than visitors are a mistake at their field, and the last answer stays", async () => {
  const page = await open("/decide");
  await expectVerdict(page, "Short form leads");
  await page.locator('input[data-cell="0 conversions"]').fill("5000");
  await page.getByText("Enter a whole number from 0 to 4,000.").waitFor();
  await page.getByText("These results are for your last valid input.").waitFor();
  await expectVerdict(page, "Short form leads");
  await page.reload();
  expect(await page.locator('input[data-cell="0 conversions"]').inputValue()).toBe("5000");
});

test("keys alone: a variant is added, named and counted", async () => {
  const page = await open("/decide");
  await page.locator('input[data-cell="2 visitors"]').press("Enter");
  const last = page.locator('input[data-cell="3 visitors"]');
  await last.pressSequentially("9");
  // Nine visitors say little: the mean of Beta(1, 10) is above that of all others.
  await expectVerdict(page, "D leads");
  await page.getByRole("button", { name: "Copy link" }).focus();
  expect(decodeURIComponent(new URL(page.url()).search)).toContain('{"conversions":0,"visitors":9}');
});

test("the page fits on one sheet of paper, and all digits on two", async () => {
  const page = await open("/decide", { viewport: { width: 1280, height: 900 } });
  await page.getByText(/you would have had about/).waitFor();
  expect(await sheetsOf(page)).toBe(1);
  await tab(page, "All digits").click();
  await page
    .getByRole("row", { name: /P\(best\)/ })
    .first()
    .waitFor();
  expect(await sheetsOf(page)).toBeLessThanOrEqual(2);
});

/** How many A4 sheets a page is when printed. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4" });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;
}
