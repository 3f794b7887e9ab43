// Slow: edits the softmax page in a browser.
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open } = browserPages();

test("all 46 printed numbers are ours", async () => {
  const page = await open("/learn/softmax");
  const printed = await page.locator(".printed").allInnerTexts();
  expect(printed).toHaveLength(46);
  expect(printed.filter((text) => !/^post: −?\d+(\.\d+)? ✓$/.test(text))).toEqual([]);
});

test("another x is in the address, has no printed numbers beside it, and the posts' come back by a button", async () => {
  const page = await open("/learn/softmax?utm_source=mail");
  const x = page.getByRole("textbox", { name: "x, the inputs" });
  // Equal logits: S = 1/5 each, and the cross-entropy is ln 5.
  await x.fill("0 0 0");
  await page.getByText("These are your numbers").waitFor();
  expect(await page.getByText(/The cross-entropy of class 3/).innerText()).toContain("1.6094379124341");
  // The first post's stay.
  expect(await page.locator(".printed").count()).toBe(14 - 5);
  await page.reload();
  expect(await x.inputValue()).toBe("0, 0, 0");
  await page.getByRole("button", { name: "Use the posts’ numbers" }).press("Enter");
  await page.locator(".printed").nth(45).waitFor();
  expect(new URL(page.url()).search).toBe("");
});

test("a mistake is named at its field, and the last numbers stay", async () => {
  const page = await open("/learn/softmax");
  await page.getByRole("textbox", { name: "W, row 2" }).fill("0.6, 0.7, 0.8");
  await page.getByText("Enter 5 entries, one for each class.").waitFor();
  await page.getByText("These results are for your last valid input.").waitFor();
  expect(await page.locator(".printed").count()).toBe(46);
  await page.getByRole("textbox", { name: "y, the observed class" }).fill("6");
  await page.getByText("Enter a whole number from 1 to 5.").waitFor();
});

test("its sections are presented one by one, and Escape leaves", async () => {
  const page = await open("/learn/softmax?present=2", { viewport: { width: 360, height: 900 } });
  await page.getByText("2 of 6").waitFor();
  const heading = page.locator(".presentation h2:visible");
  expect(await heading.allInnerTexts()).toEqual(["The Jacobian of softmax"]);
  await page.keyboard.press("PageDown");
  await page.getByText("3 of 6").waitFor();
  expect(await heading.allInnerTexts()).toEqual(["The derivative by the weights"]);
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.locator("math:visible").first().waitFor();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "Inputs" }).waitFor();
  expect(new URL(page.url()).search).toBe("");
});
