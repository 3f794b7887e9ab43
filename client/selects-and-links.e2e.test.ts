// Slow: moves through every select by its arrow keys.
import type { ElementHandle, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, sidewaysScroll } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();

const views: { path: string; what: string; act?: (page: Page) => Promise<void> }[] = [
  { path: "/", what: "as it opens" },
  { path: "/learn/lecture-2", what: "as it opens" },
  { path: "/learn/lecture-2?arms=6&history=a0,b1,c1,d0,e1,f1&priors=1:2,2:1,3:1,1:1,2:2,1:3", what: "with six arms" },
  {
    path: "/lab",
    what: "with means of one's own",
    act: async (page) =>
      await page
        .getByRole("textbox", { name: /mean of arm 1|arm 1/i })
        .first()
        .fill("0.321"),
  },
  {
    path: "/lab",
    what: "with every policy",
    act: async (page) => {
      await addEveryPolicy(page);
    },
  },
  {
    path: '/lab?spec={"bandit":{"kind":"piecewise-stationary"},"policies":[{"kind":"ucb1"}],"horizon":50,"replications":5,"seed":1,"feedback":{"kind":"random-delay","mean":7}}',
    what: "with segments and late feedback",
    // The run of the link adds controls of its result.
    act: async (page) => await page.getByText("Finished", { exact: true }).waitFor(),
  },
  {
    path: "/calculator",
    what: "with counts of one's own",
    act: async (page) => {
      await page.getByRole("button", { name: "A/B test", exact: true }).click();
      await page.getByLabel("failures of arm").first().fill("901");
    },
  },
  {
    path: "/calculator",
    what: "with numbers that no counts give",
    act: async (page) => await page.getByLabel("α of arm b").first().fill("0.25"),
  },
];

async function addEveryPolicy(page: Page): Promise<void> {
  const menu = page.locator("details.menu", { hasText: "Add a policy" });
  const count = await menu.getByRole("button", { includeHidden: true }).count();
  for (let place = 0; place < count; place++) {
    if ((await menu.count()) === 0) return;
    await menu.locator("summary").click();
    await menu.getByRole("button").nth(place).click();
  }
}

/** The values and the number of the page's controls, which an action would change. */
async function stateOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLInputElement>("main :is(input, select, textarea)");
    const values = [...controls].map((control) => (control.type === "checkbox" ? control.checked : control.value));
    const items = ["li", "button", "tr"].map(
      (name) => document.querySelectorAll(`main form ${name}, aside ${name}`).length,
    );
    return JSON.stringify([values, items]);
  });
}

/** How many policies, arms and pulls there are. */
async function countsOf(page: Page): Promise<number[]> {
  return await Promise.all([".lab-policy", ".pulls > li", "main form tbody tr"].map((of) => page.locator(of).count()));
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details:not(.menu)"))
      (details as HTMLDetailsElement).open = true;
  });
}

const pressed = async (control: ElementHandle, keys: string[]) => {
  for (const key of keys) await control.press(key);
};

describe("arrow keys on a select change nothing else and are reversible", () => {
  test.each(views)("on $path $what", async ({ path, act }) => {
    const page = await pages.open(path);
    await page.locator("main h1").waitFor();
    await openAll(page);
    await act?.(page);
    await openAll(page);
    const before = await stateOf(page);
    const counts = await countsOf(page);
    const sent: string[] = [];
    page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
    const selects = page.locator("main select:visible");
    const tried = new Set<string>();
    for (let place = 0; place < (await selects.count()); place++) {
      // A handle, because fewer arms mean fewer selects before this one.
      const select = await selects.nth(place).elementHandle();
      // Selects with the same options are one component: one that is not the first to be changed stands for the others.
      const sort = await select.evaluate((element) => `${element.textContent} ${element.parentElement?.className}`);
      if (tried.has(sort)) continue;
      tried.add(sort);
      const index = await select.evaluate((element) => (element as HTMLSelectElement).selectedIndex);
      const length = await select.evaluate((element) => (element as HTMLSelectElement).options.length);
      const id = await select.getAttribute("id");
      // To the last option, to the first, and back to the one that was chosen.
      const keys = [...Array<string>(length).fill("ArrowDown"), ...Array<string>(length).fill("ArrowUp")];
      await pressed(select, keys);
      await pressed(select, Array<string>(index).fill("ArrowDown"));
      await openAll(page);
      expect([id, await stateOf(page)]).toEqual([id, before]);
    }
    const radios = page.locator("main input[type=radio]:checked");
    for (let place = 0; place < (await radios.count()); place++) {
      await radios.nth(place).focus();
      await page.keyboard.press("ArrowDown");
      expect(await countsOf(page)).toEqual(counts);
      await page.keyboard.press("ArrowUp");
      expect(await stateOf(page)).toBe(before);
    }
    expect(sent).toEqual([]);
  });
});

describe("a menu", () => {
  test("adds a policy only when one is pressed, by keys alone", async () => {
    const page = await pages.open("/lab");
    const cards = page.locator(".lab-policy");
    const before = await cards.count();
    const summary = page.locator("summary", { hasText: "Add a policy" });
    await summary.press("ArrowDown");
    for (const key of ["ArrowDown", "ArrowDown", "End", "Home", "ArrowUp"]) await page.keyboard.press(key);
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe("Uniform");
    expect(await cards.count()).toBe(before);
    await page.keyboard.press("Escape");
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await cards.count()).toBe(before);
    await summary.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await cards.count()).toBe(before + 1);
    expect(await cards.last().innerText()).toContain("Uniform");
    expect(await page.locator("details.menu[open]").count()).toBe(0);
  });

  test("of presets shows the current one", async () => {
    const page = await pages.open("/lab");
    const summary = page.locator("summary[aria-label^='Presets of the bandit']");
    await summary.click();
    await page.getByRole("button", { name: "Auer 2: .9, .8" }).click();
    expect(await summary.innerText()).toBe("Auer 2: .9, .8");
    expect(decodeURIComponent(page.url())).toContain('"means":[0.9,0.8]');
  });

  test("is open on a phone without a finding of axe, and nowhere makes the page scroll sideways", async () => {
    const page = await pages.open("/lab", { viewport: { width: 360, height: 800 } });
    await openAll(page);
    const menus = await page.locator("details.menu > summary").all();
    expect(menus.length).toBeGreaterThan(2);
    for (const menu of menus) {
      await menu.click();
      await expectAccessible(page, "details.menu[open]");
      await menu.press("Escape");
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const menu of menus) {
      await menu.click();
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      await menu.press("Escape");
    }
  });

  test("of policies ends at the limit", async () => {
    const page = await pages.open("/lab");
    for (let round = 0; round < 2; round++) await addEveryPolicy(page);
    await page.getByText("At most 16 policies.").waitFor();
    expect(await page.locator(".lab-policy").count()).toBe(16);
  });
});

describe("unknown fields of a link are ignored, and not copied", () => {
  const normal = '{"family":"normal","arms":[{"mean":0,"standardDeviation":1},{"mean":2,"standardDeviation":1}]}';
  const short =
    '{"bandit":{"kind":"bernoulli","means":[0.9,0.6]},"policies":[{"kind":"ucb1"}],"horizon":77,"replications":20,"seed":"1"}';
  const NEWS = "utm_source=news";
  const TEXT = ":~:text=posterior";
  const links = [
    {
      path: "/learn/lecture-2",
      query: "epsilon=0.3&alpha=2&beta=2",
      label: "ε of ε-greedy",
      value: "0.3",
      fragment: NEWS,
    },
    { path: "/lab", query: `spec=${encodeURIComponent(short)}`, label: "Horizon, T", value: "77", fragment: TEXT },
    {
      path: "/decide",
      query: `tab=posteriors&spec=${encodeURIComponent(normal)}`,
      label: "m of arm b",
      value: "2",
      fragment: NEWS,
    },
    {
      path: "/calculator",
      query: `spec=${encodeURIComponent(normal)}`,
      label: "m of arm b",
      value: "2",
      fragment: TEXT,
    },
  ];
  const before = "utm_source=news&utm_medium=e-mail&ref=a%20b";
  const after = "fbclid=IwAR0x_y&gclid=&unheard-of=1";
  test.each(links)("$path", async ({ path, query, label, value, fragment }) => {
    const page = await pages.open(`${path}?${before}&${query}&${after}#${fragment}`, {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    expect(await page.getByLabel(label).first().inputValue()).toBe(value);
    expect(await page.locator("main [role=alert]").count()).toBe(0);
    // The Lab writes every setting into its link, and the calculator's old address becomes another.
    if (path === "/lab" || path === "/calculator") return;
    const share = page.locator("summary", { hasText: "Share" });
    if ((await share.count()) > 0) await share.click();
    await page.getByRole("button", { name: "Copy link" }).first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const link = new URL(await page.evaluate(async () => await navigator.clipboard.readText()));
    expect([...link.searchParams.keys()].toSorted()).toEqual([...new URLSearchParams(query).keys()].toSorted());
  });

  test("but a known field with a bad value is still reported", async () => {
    const page = await pages.open("/learn/lecture-2?utm_source=x&epsilon=7");
    expect(await page.locator("main [role=alert]").innerText()).toContain(
      "Epsilon: enter a number from 0 to 1, not 7.",
    );
  });
});
