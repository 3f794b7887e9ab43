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

test("three pasted variants have a verdict in words, in the address, and after a reload", async () => {
  const page = await open("/decide");
  await expectVerdict(page, "Short form leads");
  // 0 of 1 and 1 of 1 are the lecture's posteriors: 1/6 and 5/6; the last one is behind by any measure.
  await paste(page, "Variant\tConversions\tVisitors\nblue\t0\t1\nred\t1\t1");
  await expectVerdict(page, "red leads: 83.3% to be best.");
  await expectVerdict(page, "Keep testing: choosing red now loses 3.3 percentage points on average");
  await page.getByText("Of the next 1,000 visitors: 167 blue, 833 red.").waitFor();
  await page.getByText(/you would have had about \d+ (more|fewer) conversions/).waitFor();
  await page.reload();
  await expectVerdict(page, "red leads: 83.3% to be best.");

  await page.getByRole("textbox", { name: "Accepted loss, in percentage points" }).fill("4");
  await expectVerdict(page, "You can stop: choosing red");
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

test.each([
  { colorScheme: "light" as const, width: 360 },
  { colorScheme: "dark" as const, width: 1280 },
])("axe finds nothing in $colorScheme, $width pixels wide", async ({ colorScheme, width }) => {
  const page = await open("/decide", { colorScheme, viewport: { width, height: 900 } });
  await page.getByText(/you would have had about/).waitFor();
  await expectAccessible(page);
});
