// Slow: walks through the lecture page in a browser, presents it and prints it.
import { extractText, getDocumentProxy } from "unpdf";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { expectAccessible } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const { open, url } = browserPages();
const LECTURE = "/learn/lecture-2";

const searchOf = (page: Page) => new URL(page.url()).searchParams;
const lines = (page: Page) => page.locator(".steps > li:visible");

/** The texts of the pages that print gives. */
async function printed(page: Page): Promise<string[]> {
  await page.locator(".handout math").first().waitFor({ state: "attached" });
  const bytes = await page.pdf({ preferCSSPageSize: true });
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)));
  return text.map((sheet) => sheet.replaceAll(/\s+/g, " "));
}

test("Next step reveals the integral line by line, in the address, aloud, and paper has all lines", async () => {
  const page = await open(LECTURE);
  await page.locator(".steps math").first().waitFor();
  expect(await lines(page).count()).toBe(1);
  const next = page.getByRole("button", { name: "Next step" });
  await next.click();
  await next.press("Enter");
  expect(await lines(page).count()).toBe(3);
  expect(searchOf(page).get("lines")).toBe("3");
  expect(await page.locator("output", { hasText: "Line 3 of 7" }).innerText()).toContain(
    "equals the integral from 0 to 1 of (2 minus 2 x) times x squared d x. The inner integral",
  );
  expect(await next.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.locator("main").press("n");
  await page.getByText("Line 4 of 7,").waitFor();

  // A change of the exercise keeps what is shown, and a reload does.
  await page.getByRole("button", { name: "Beta(2, 2)" }).click();
  await page.getByText("was 1/6 → now 17/70").waitFor();
  await page.reload();
  await page.getByText("Line 4 of 7,").waitFor();
  const sheets = await printed(page);
  expect(sheets).toHaveLength(2);
  expect(sheets[1]).toContain("Thompson sampling plays a with exactly this probability.");

  // A reader who has pressed Show all finds all lines at the next visit.
  await page.getByRole("button", { name: "Show all" }).click();
  expect(await lines(page).count()).toBe(7);
  await page.goto(url() + LECTURE);
  await page.getByText("Line 7 of 7", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Line by line" }).click();
  expect(await lines(page).count()).toBe(1);
});

/** Exercises of every size: the lecture's, none, many pulls, many arms, long polynomials, priors that are not whole. */
const exercises = [
  "history=",
  `history=${Array.from({ length: 100 }, (_, t) => `${"ab"[t % 2]}${Number(t % 3 === 0)}`).join(",")}&alpha=0.5`,
  "arms=6&priors=1234.567:0.001,2:3,1000000:2000000,4:5,0.333:7,123456.789:1&history=a0,b1,c1,d0,e1,f1,a1,b0,c1,d1&tieBreak=first&c=0",
  "alpha=5&beta=7&history=a0,b1,a1,b1",
  `arms=4&history=${Array.from({ length: 60 }, (_, t) => `${"abcd"[t % 4]}${Number(t % 5 > 1)}`).join(",")}&explore=others`,
  "arms=6&history=a0,b1,c0,d1,e0,f1&alpha=1&beta=2&hide=answers",
];

test("the handout has two sheets for every exercise, nothing of them is cut off, and a copy of its link", async () => {
  const page = await open(LECTURE);
  for (const exercise of exercises) {
    await page.goto(`${url()}${LECTURE}?${exercise}`);
    const sheets = await printed(page);
    expect([exercise, sheets.length]).toEqual([exercise, 2]);
    expect(sheets[0]).toMatch(/^Which arm is played next\? Arms a/);
    expect(sheets[0]).toContain("Thompson");
    expect(sheets[1]).toMatch(/^Thompson sampling: the integral/);
    expect(sheets[1].replaceAll(" ", "")).toContain(`${LECTURE}${exercise && "?"}`);
    await page.emulateMedia({ media: "print" });
    // A sheet of A4 is 178 mm wide between its margins.
    const widest = await page.evaluate(() => {
      const { left } = document.querySelector(".handout")!.getBoundingClientRect();
      return Math.max(
        ...[...document.querySelectorAll(".handout math, .handout table")].map(
          (part) => part.getBoundingClientRect().right - left,
        ),
      );
    });
    expect([exercise, widest < (178 / 25.4) * 96]).toEqual([exercise, true]);
    await page.emulateMedia({ media: null });
  }
  await page.goto(url() + LECTURE);
  const [first, second] = await printed(page);
  for (const text of ["a paid 0, b paid 1", "Beta(1, 2)", "P(A₃ = a) = ε/2 ≈ 0.05", "P(A₃ = a) = 1/6 ≈ 0.1667"])
    expect(first).toContain(text);
  expect(second).toContain("Computed in whole numbers, without rounding. 1/6");
});

/** What a page says anywhere: its texts, names, descriptions, title and paper. */
async function everythingSaid(page: Page): Promise<string> {
  const said = await page.evaluate(() => {
    const attributes = ["aria-label", "title", "alt", "placeholder", "value", "content", "href"];
    const named = [...document.querySelectorAll("*")].flatMap((element) =>
      attributes.map((name) => element.getAttribute(name) ?? ""),
    );
    const typed = [...document.querySelectorAll("input")].map(({ value }) => value);
    return [document.title, document.documentElement.textContent, ...named, ...typed].join("\n");
  });
  return [said, await page.locator("body").ariaSnapshot(), ...(await printed(page))].join("\n");
}

/** The answers of the lecture's exercise, and what leads to them alone. */
const ANSWERS =
  /1\/6|5\/6|0\.16|16\.6|0\.83|ε\/2|0\.05\b|0\.95|frac\{1\}\{6\}|frac\{2\}\{3\}|plays it|decides: b|otherwise arm b|17\/70/;

test("a link that hides answers says none anywhere until each is found or shown, and locked inputs are texts", async () => {
  const page = await open(LECTURE, { permissions: ["clipboard-read", "clipboard-write"] });
  expect(await everythingSaid(page)).toMatch(ANSWERS);
  await page.locator("summary", { hasText: "Share" }).click();
  for (const option of ["Hide answers", "Lock controls"]) await page.getByRole("button", { name: option }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const link = await page.evaluate(async () => await navigator.clipboard.readText());
  expect(link).toBe(`${url()}${LECTURE}?hide=answers&lock=controls`);

  await page.goto(link);
  await page.getByRole("heading", { name: "The integral" }).waitFor();
  await page.locator(".worked math").first().waitFor();
  expect(await everythingSaid(page)).not.toMatch(ANSWERS);
  expect((await printed(page)).length).toBe(2);
  await expectAccessible(page);
  // Only the reader's own answers can be typed.
  expect(await page.locator("main :is(input, select, textarea)").count()).toBe(4);
  expect(await page.getByRole("complementary", { name: "Inputs" }).innerText()).toMatch(
    /a → 0, b → 1[^]*Beta\(1, 1\)[^]*Locked/,
  );

  const thompson = page.getByRole("form", { name: "Thompson" });
  const guess = async (text: string) => {
    await thompson.getByRole("textbox").fill(text);
    await thompson.getByRole("textbox").press("Enter");
  };
  await guess("1/4");
  await thompson.getByText("Not right. Try again, or show the answer.").waitFor();
  await guess("a third");
  await thompson.getByText("Enter a probability as").waitFor();
  expect(await everythingSaid(page)).not.toMatch(ANSWERS);
  await guess("16.7%");
  await thompson.getByText("Right, rounded. P(A₃ = a) = 1/6 ≈ 0.1667, P(A₃ = b) = 5/6 ≈ 0.8333").waitFor();
  await page.getByRole("button", { name: "Next step" }).waitFor();
  for (const name of ["Greedy", "ε-greedy", "UCB"])
    await page.getByRole("form", { name, exact: true }).getByRole("button", { name: "Show answer" }).click();
  await page.getByRole("table", { name: "Probability of every arm" }).waitFor();
  expect(await everythingSaid(page)).toMatch(/otherwise arm b/);

  await page.getByRole("link", { name: "Open an unlocked copy" }).click();
  await page.getByLabel("ε of ε-greedy").first().waitFor();
  expect(searchOf(page).get("hide")).toBe("answers");
  expect(searchOf(page).has("lock")).toBe(false);

  // Settings that mean nothing are ignored.
  await page.goto(`${url()}${LECTURE}?hide=all&lock=1&lines=-3&present=zero`);
  expect(await page.getByRole("table", { name: "Probability of every arm" }).innerText()).toContain("1/6");
  expect(await page.locator("main [role=alert]").count()).toBe(0);
  expect(await page.getByLabel("ε of ε-greedy").first().isEditable()).toBe(true);
});

/** The size of the smallest text on screen, formulas aside: their exponents are smaller. */
const smallestText = (page: Page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.querySelector(".presentation")!, NodeFilter.SHOW_TEXT);
    let smallest = Infinity;
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode;
      const isSeen = parentElement!.checkVisibility() && parentElement!.getBoundingClientRect().width > 1;
      if (!textContent!.trim() || !isSeen || parentElement!.closest("math, sub, sup")) continue;
      smallest = Math.min(smallest, parseFloat(getComputedStyle(parentElement!).fontSize));
    }
    return smallest;
  });

const position = (page: Page) => page.locator(".presentation-bar .number").innerText();

test.each([
  { width: 1280, height: 800, colorScheme: "light" as const },
  { width: 360, height: 700, colorScheme: "dark" as const },
])(
  "$width pixels wide, every screen presents one idea in large text, by keys, and has its address",
  async (options) => {
    const { width, height, colorScheme } = options;
    const page = await open(LECTURE, { viewport: { width, height }, colorScheme, hasTouch: true });
    await page.getByRole("button", { name: "Present" }).click();
    const heading = page.locator(".presentation h1");
    await heading.waitFor();
    expect(await position(page)).toMatch(/^1 of \d+$/);
    const count = Number((await position(page)).split(" ").at(-1));
    for (let screen = 1; screen <= count; screen++) {
      await page.waitForFunction((expected) => location.search.includes(`present=${expected}`), screen);
      await page.getByText(`${screen} of ${count}`).waitFor();
      expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
      await page.waitForFunction(() => !document.querySelector(".presentation code"));
      expect([screen, (await smallestText(page)) >= 24]).toEqual([screen, true]);
      const [sideways, bar] = await page.evaluate(() => [
        document.documentElement.scrollWidth - innerWidth,
        document.querySelector(".presentation-bar")!.getBoundingClientRect().height,
      ]);
      expect([screen, sideways <= 0, bar <= 64]).toEqual([screen, true, true]);
      if (screen === count - 1) await expectAccessible(page);
      await page.keyboard.press(["ArrowRight", "PageDown", "Space"][screen % 3]);
    }
    // The last screen stays, and a reload does.
    expect(await position(page)).toBe(`${count} of ${count}`);
    await page.keyboard.press("Shift+Space");
    await page.keyboard.press("PageUp");
    await page.keyboard.press("ArrowLeft");
    await page.reload();
    await heading.waitFor();
    expect(await position(page)).toBe(`${count - 3} of ${count}`);
    await page.keyboard.press("Home");
    await page.getByText(`1 of ${count}`).waitFor();
    await page.getByRole("button", { name: "Next screen" }).press("Space");
    await page.getByText(`2 of ${count}`).waitFor();
    await swipe(page, -200);
    await page.getByText(`3 of ${count}`).waitFor();
    await swipe(page, 200);
    await page.getByText(`2 of ${count}`).waitFor();
    expect(await printed(page)).toHaveLength(2);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "The integral" }).waitFor();
    expect(searchOf(page).has("present")).toBe(false);
    const back = page.getByRole("button", { name: "Present" }).first();
    expect(await back.evaluate((button) => button === document.activeElement)).toBe(true);
  },
);

async function swipe(page: Page, right: number): Promise<void> {
  await page.locator(".presentation h1").evaluate((heading, by) => {
    const touch = (clientX: number) => new Touch({ identifier: 1, target: heading, clientX, clientY: 100 });
    const send = (type: string, touches: Touch[], changedTouches: Touch[]) =>
      heading.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches }));
    send("touchstart", [touch(250)], [touch(250)]);
    send("touchend", [], [touch(250 + by)]);
  }, right);
}

test("the menu Aa presents, with hidden answers too, which a screen shows by a button", async () => {
  const page = await open(`${LECTURE}?hide=answers`);
  await page.locator("summary", { hasText: "Aa" }).click();
  await page.locator(".appearance").getByRole("button", { name: "Present" }).click();
  await page.getByText(/^1 of /).waitFor();
  const titles: string[] = [];
  const count = Number((await position(page)).split(" ").at(-1));
  for (let screen = 1; screen <= count; screen++) {
    await page.getByText(`${screen} of ${count}`).waitFor();
    titles.push(await page.locator(".presentation h1").innerText());
    expect(await page.locator("body").innerText()).not.toMatch(ANSWERS);
    await page.keyboard.press("ArrowRight");
  }
  expect(titles).not.toContain("Three ways to the same number");
  await page.keyboard.press("PageUp");
  await page.getByRole("button", { name: "Show answer of Thompson" }).click();
  await page.getByRole("heading", { name: /The integral, line 1 of 7/ }).waitFor();
  // Elsewhere than on this page there is nothing to present.
  await page.goto(`${url()}/learn`);
  await page.getByText("1 of 5 parts visited").waitFor();
  await page.locator("summary", { hasText: "Aa" }).click();
  expect(await page.getByRole("button", { name: "Present" }).count()).toBe(0);
  await page.getByRole("button", { name: "Forget" }).click();
  await page.getByText("0 of 5 parts visited").waitFor();
});
