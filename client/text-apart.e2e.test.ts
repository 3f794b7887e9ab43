// Slow: opens views of all pages and measures their text.
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();

/** Two short runs in the Lab. */
async function runTwice(page: Page): Promise<void> {
  for (const replications of [2, 3]) {
    await page.getByLabel("Replications, N").fill(String(replications));
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(`${replications} of ${replications} replications`).waitFor();
  }
}

/** Every page, with actions that show more of it. */
const views: { path: string; what: string; act?: (page: Page) => Promise<void> }[] = [
  { path: "/", what: "as it opens" },
  { path: "/nowhere", what: "as it opens" },
  { path: "/learn", what: "as it opens" },
  { path: "/learn/lecture-2", what: "as it opens" },
  {
    path: "/learn/lecture-2?arms=3&history=a0,b1,c1&priors=0.5:0.5,2:1,3:3&slide=true&epsilon=0.3",
    what: "with three arms",
  },
  { path: "/learn/lecture-2?epsilon=7", what: "with a mistake in the address" },
  {
    path: "/learn/lecture-2",
    what: "after the Monte Carlo of the integral, with a mistake in a field",
    act: async (page) => {
      await page.getByRole("button", { name: "Start", exact: true }).click();
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByLabel("ε of ε-greedy").first().fill("2");
    },
  },
  {
    path: "/lab",
    what: "with another kind of bandit, its menus open, and as a table, with mistakes",
    act: async (page) => {
      expect(await runTogether(page)).toEqual([]);
      await page.getByLabel("Kind").selectOption("beta-bernoulli");
      await page.getByText("Add a policy").click();
      expect(await runTogether(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await page.getByLabel("Horizon, T").fill("many");
    },
  },
  {
    path: "/lab",
    what: "with the short run, which is exact, after it",
    act: async (page) => {
      await page.getByRole("button", { name: "Short horizon, two arms" }).click();
      await page.getByRole("button", { name: "Run", exact: true }).click();
      await page
        .getByText(/exact, to t =/)
        .first()
        .waitFor();
    },
  },
  { path: '/lab?spec={"horizon":-1}', what: "with mistakes in the link" },
  { path: "/runs", what: "without runs" },
  { path: "/runs/nobody", what: "of a run that nobody has" },
  {
    path: "/lab",
    what: "of a run, of all runs, and of two compared",
    act: async (page) => {
      await runTwice(page);
      await page.getByRole("link", { name: "Page of this run" }).click();
      await page.getByRole("heading", { name: "Provenance" }).waitFor();
      expect(await runTogether(page)).toEqual([]);
      await page.getByRole("banner").getByRole("link", { name: "Runs", exact: true }).click();
      const rows = page.getByRole("table", { name: "Runs" }).locator("tbody tr");
      await rows.nth(1).waitFor();
      expect(await runTogether(page)).toEqual([]);
      for (const box of await rows.getByRole("checkbox").all()) await box.press("Space");
      await page.getByRole("button", { name: "Compare 2 runs" }).click();
      await page.getByRole("table", { name: "Settings that differ" }).waitFor();
    },
  },
  { path: "/decide?tab=posteriors", what: "as it opens" },
  { path: '/calculator?spec={"family":"beta","arms":[{"alpha":-1,"beta":2}]}', what: "with mistakes in the link" },
];

/**
 * Adjacent pieces of text from different elements of one line or cell, of which the first ends and the second begins with
 * a letter or digit. They are copied, searched and read as one word, however far apart they are drawn.
 */
async function runTogether(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    // Elements that separate text by nature, not by style. Controls are read separately and are not part of selections.
    const ends = new Set(
      (
        "address article aside blockquote body button canvas caption dd details dialog div dl dt fieldset figcaption figure footer " +
        "form h1 h2 h3 h4 header hr input legend li main menu nav ol optgroup option output p pre progress section select " +
        "summary table tbody td textarea tfoot th thead tr ul br"
      ).split(" "),
    );
    const found: string[] = [];
    let before: { text: string; parent: Element | null } | undefined;
    const visit = (node: Node): void => {
      if (node instanceof Text) {
        if (node.data === "") return;
        const { parentElement: parent } = node;
        // A letter's subscript belongs to it unless it is a number: a₂ is not a2.
        const isIndex = parent!.localName === "sub" && !/\p{N}/u.test(node.data);
        const apart = !before || before.parent === parent || isIndex;
        if (!apart && /[\p{L}\p{N}%)]$/u.test(before!.text) && /^(?:\.?\p{N}|\p{L})/u.test(node.data))
          found.push(
            `<${before!.parent!.localName}>${before!.text.slice(-30)}|${node.data.slice(0, 30)}<${parent!.localName}>`,
          );
        before = { text: node.data, parent };
        return;
      }
      if (!(node instanceof Element) || ["script", "style", "noscript"].includes(node.localName)) return;
      // Formulas are laid out by the browser; copying them has its own test.
      if (node.localName === "math" || node.localName === "svg") {
        before = undefined;
        return;
      }
      const isEnd = ends.has(node.localName);
      if (isEnd) before = undefined;
      for (const child of node.childNodes) visit(child);
      if (isEnd) before = undefined;
    };
    visit(document.body);
    return [...new Set(found)];
  });
}

describe("no two pieces of text run together", () => {
  test.each(views)("on $path $what", async ({ path, act }) => {
    const page = await pages.open(path);
    // The header's menu would cover what an action uses.
    await page.evaluate(
      (boxes) => {
        for (const details of document.querySelectorAll<HTMLDetailsElement>(boxes)) details.open = true;
      },
      act ? "main details" : "details",
    );
    await act?.(page);
    expect(await runTogether(page)).toEqual([]);
  });

  test("in the answers to any example of posteriors, each of which has one", async () => {
    const page = await pages.open("/decide?tab=posteriors");
    for (const example of [
      "A/B test",
      "Deep tail",
      "Ten arms",
      "Known against unknown",
      "Normal",
      "Rates",
      "Student t",
    ]) {
      await page.getByRole("button", { name: example, exact: true }).click();
      await page.locator(".calculator-answer:not([data-outdated])").waitFor();
      await page.getByText(/is best with probability/).waitFor();
      expect(await page.getByText("Could not compute the answer").count()).toBe(0);
      expect([example, await runTogether(page)]).toEqual([example, []]);
    }
  });
});
