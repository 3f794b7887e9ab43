// Slow: types numbers into fifteen kinds of field.
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, expectColours } from "./testing/accessible.ts";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();
const open = (...opened: Parameters<typeof pages.open>) => pages.open(...opened);

/** How a field reads a text: a value with the note of the field, or a mistake. */
type Meaning = { value: number; said: string } | { mistake: string | RegExp };

const THIRD = { value: 1 / 3, said: "≈ 0.333333" };
const PERCENT = { value: 0.12, said: "= 0.12" };
const ASKED = { mistake: "“1,2” can mean 1.2 or 12. Write 1.2 or 12." };
const real: Record<string, Meaning> = {
  "1,000": { value: 1000, said: "= 1,000, not 1" },
  "1 000": { value: 1000, said: "= 1,000" },
  "1e3": { value: 1000, said: "= 1,000" },
  "12 %": PERCENT,
  "1/3": THIRD,
  "1,2": ASKED,
  "12.400": { mistake: "“12.400” can mean 12.4 or 12,400. Write 12.4 or 12400." },
  "0,5": { value: 0.5, said: "= 0.5" },
  "−1_000": { mistake: /^(\S+: )?Enter a number from \S+ to \S+\.( [=≈] .*)?$/ },
  "10^400": { mistake: /^(\S+: )?Enter a (whole )?number from / },
};
/** The advice on a text that is not a count. */
const WHOLE = /^(\S+: )?Enter a whole number from [01] to \S+\.( [=≈] .*)?$/;
const anyReal = { ...real, "−1_000": { value: -1000, said: "= −1,000" } };
const count: Record<string, Meaning> = {
  ...real,
  "12 %": { mistake: WHOLE },
  "1/3": { mistake: WHOLE },
  "0,5": { mistake: WHOLE },
  "−1_000": { mistake: WHOLE },
};
const tooMuch = { mistake: /^(\S+: )?Enter a number from 0 to 1\.( [=≈] .*)?$/ };
const share = { ...real, "1,000": tooMuch, "1 000": tooMuch, "1e3": tooMuch };

const lab = (value: unknown) => JSON.stringify(value);
const policies = [{ kind: "epsilon-greedy", epsilon: 0.25 }];
const bernoulli = {
  bandit: { kind: "bernoulli", means: [0.4, 0.6] },
  policies,
  horizon: 100,
  replications: 10,
  seed: 1,
};
const withBandit = (bandit: object, kind = "epsilon-greedy") =>
  `/lab?spec=${lab({ ...bernoulli, bandit, policies: [{ kind }] })}`;
const calculator = (spec: object) => `/calculator?spec=${lab(spec)}`;

interface Field {
  name: string;
  /** Fields of one address are tried one after another. */
  path: string;
  field: (page: Page) => Locator;
  /** Where the page's specification has the value. */
  held: (string | number)[];
  meanings: Record<string, Meaning>;
  /** Whether every text is tried: in one field of every kind and page. The others show that they read as these do. */
  isWhole?: true;
}

/** A text with a separator, a fraction, one that can mean two numbers, and one below most bounds. */
const FEW = ["1,000", "1/3", "1,2", "−1_000"];

const fields: Field[] = [
  {
    name: "the Lab's horizon",
    path: `/lab?spec=${lab(bernoulli)}`,
    field: (page) => page.getByLabel("Horizon, T"),
    held: ["horizon"],
    meanings: count,
    isWhole: true,
  },
  {
    name: "the Lab's replications",
    path: `/lab?spec=${lab(bernoulli)}`,
    field: (page) => page.getByLabel("Replications, N"),
    held: ["replications"],
    meanings: count,
  },
  {
    name: "a mean in the Lab's table of arms",
    path: `/lab?spec=${lab(bernoulli)}`,
    field: (page) => page.getByLabel("Mean of arm 2"),
    held: ["bandit", "means", 1],
    meanings: share,
    isWhole: true,
  },
  {
    name: "a parameter of a bandit",
    path: withBandit({ kind: "gaussian", means: [0, 1], standardDeviation: 0.75 }),
    field: (page) => page.getByLabel("σ", { exact: false }).first(),
    held: ["bandit", "standardDeviation"],
    meanings: real,
    isWhole: true,
  },
  {
    name: "a count of arms",
    path: withBandit({ kind: "gaussian-testbed", arms: 7 }),
    field: (page) => page.getByLabel(/number of arms/i),
    held: ["bandit", "arms"],
    meanings: count,
  },
  {
    name: "a parameter of a policy",
    path: `/lab?spec=${lab(bernoulli)}`,
    field: (page) => page.getByLabel("ε, exploration probability"),
    held: ["policies", 0, "epsilon"],
    meanings: share,
  },
  {
    name: "a prior in the Lab's table of priors",
    path: withBandit({
      kind: "beta-bernoulli",
      priors: [
        { alpha: 1, beta: 2 },
        { alpha: 2, beta: 1 },
      ],
    }),
    field: (page) => page.getByLabel(/α of arm 2/),
    held: ["bandit", "priors", 1, "alpha"],
    meanings: real,
  },
  {
    name: "a mean in the Lab's table of segments",
    path: withBandit({ kind: "piecewise-stationary", family: "gaussian", segments: [{ from: 1, means: [0.25, 0.5] }] }),
    field: (page) => page.getByLabel("arm 2, μ₂ of segment 1"),
    held: ["bandit", "segments", 0, "means", 1],
    meanings: anyReal,
    isWhole: true,
  },
  {
    name: "the lecture's ε, with a slider",
    path: "/learn/lecture-2?epsilon=0.25&alpha=3",
    field: (page) => page.getByLabel("ε of ε-greedy", { exact: true }),
    held: ["epsilon"],
    meanings: share,
  },
  {
    name: "the lecture's prior of all arms",
    path: "/learn/lecture-2?epsilon=0.25&alpha=3",
    field: (page) => page.getByLabel("Prior α", { exact: true }),
    held: ["alpha"],
    meanings: real,
    isWhole: true,
  },
  {
    name: "the lecture's prior of one arm",
    path: "/learn/lecture-2?priors=3:1,1:1",
    field: (page) => page.getByLabel("α of a", { exact: true }),
    held: ["priors"],
    meanings: real,
  },
  {
    name: "a parameter in the calculator's table",
    path: calculator({
      family: "beta",
      arms: [
        { alpha: 3, beta: 1 },
        { alpha: 1, beta: 1 },
      ],
    }),
    field: (page) => page.getByLabel("α of arm a"),
    held: ["arms", 0, "alpha"],
    meanings: real,
  },
  {
    name: "a mean in the calculator's table",
    path: calculator({ family: "normal", arms: [{ mean: 3, standardDeviation: 1 }] }),
    field: (page) => page.getByLabel("m of arm a"),
    held: ["arms", 0, "mean"],
    meanings: anyReal,
    isWhole: true,
  },
  {
    name: "a count in the calculator's table",
    path: calculator({ family: "beta-counts", prior: { alpha: 1, beta: 1 }, arms: [{ successes: 3, failures: 1 }] }),
    field: (page) => page.getByLabel("successes of arm a"),
    held: ["arms", 0, "successes"],
    meanings: count,
  },
  {
    name: "the calculator's prior",
    path: calculator({ family: "gamma-counts", prior: { shape: 3, rate: 1 }, arms: [{ events: 3, exposure: 1 }] }),
    field: (page) => page.getByLabel("k, prior"),
    held: ["prior", "shape"],
    meanings: real,
  },
];

/** The specification in the address of a page. */
function specOf(page: Page): unknown {
  const { searchParams } = new URL(page.url());
  const json = searchParams.get("spec");
  return json === null ? Object.fromEntries(searchParams) : JSON.parse(json);
}

/** The number at a place of a specification; in the lecture's address, the first number of the text. */
function valueAt(spec: unknown, place: readonly (string | number)[]): number {
  return Number.parseFloat(String(place.reduce((value, key) => (value as Record<string, unknown>)[key], spec)));
}

/** The descriptions of a field, except hints. */
const saidOf = (field: Locator) =>
  field.evaluate((input) => {
    const ids = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && !id.endsWith("-hint"));
    return ids.map((id) => document.getElementById(id)!.innerText.replaceAll(/\s+/g, " ")).join(" ");
  });

/** Types the texts into a field, which ends as it was. */
async function expectMeanings(page: Page, { name, field: find, held, meanings, isWhole }: Field): Promise<void> {
  const field = find(page);
  const before = valueAt(specOf(page), held);
  const plain = await field.inputValue();
  expect(Number(plain), name).toBe(before);
  for (const text of isWhole ? Object.keys(meanings) : FEW) {
    const meaning = meanings[text];
    await field.fill(text);
    await field.blur();
    const said = await saidOf(field);
    const isWrong = (await field.getAttribute("aria-invalid")) === "true";
    const now = valueAt(specOf(page), held);
    if ("mistake" in meaning) {
      expect.soft({ name, text, isWrong, now }).toEqual({ name, text, isWrong: true, now: before });
      expect.soft(said, `${name}: ${text}`).toMatch(meaning.mistake);
    } else {
      const { value, said: note } = meaning;
      expect.soft({ name, text, isWrong, now, said }).toEqual({ name, text, isWrong: false, now: value, said: note });
      const heard = await field.locator("xpath=following-sibling::output").textContent();
      expect.soft(heard, `${name}: ${text}`).toBe(note);
    }
    expect.soft(await field.inputValue(), name).toBe(text);
    await field.fill(plain);
  }
}

const addresses = [...new Set(fields.map(({ path }) => path))];
test.each(addresses)("fields of %s understand numbers as people write them, say so, and ask", async (path) => {
  const page = await open(path);
  // Some fields are in a closed card.
  await page.locator("details").evaluateAll((all) => all.forEach((box) => box.setAttribute("open", "")));
  for (const field of fields) if (field.path === path) await expectMeanings(page, field);
  // Every field ends as it was.
  expect(await page.locator("main [aria-invalid=true]").count()).toBe(0);
});

test("a Lab's run has the horizon and replications that were meant", async () => {
  const page = await open(withBandit(bernoulli.bandit));
  await page.getByLabel("Horizon, T").pressSequentially("1,000", { delay: 5 });
  await page.getByLabel("Horizon, T").fill("");
  await page.getByLabel("Horizon, T").pressSequentially("1,000", { delay: 5 });
  await page.getByLabel("Replications, N").fill("2e1");
  const [request] = await Promise.all([
    page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/v1/simulations")),
    page.getByRole("button", { name: "Run", exact: true }).click(),
  ]);
  expect(request.postDataJSON()).toMatchObject({ horizon: 1000, replications: 20 });
});

test("the calculator's answer is that of the numbers that were meant, and a reload shows the same", async () => {
  const page = await open("/calculator");
  // P(θ_a > θ_b) = E[θ_a] = α/(α + 1) for Beta(α, 1) against Beta(1, 1).
  await page.getByLabel("β of arm a").fill("1");
  await page.getByLabel("α of arm b").fill("1");
  await page.getByLabel("α of arm a").fill("10,000");
  await page.getByText("Arm a is best with probability 0.9999;").waitFor();
  await page.getByLabel("α of arm a").fill("1/3");
  await page.getByText(/Arm b is best with probability 0\.75/).waitFor();
  const { pathname, search } = new URL(page.url());
  const copy = await open(pathname + search);
  expect(await copy.getByLabel("α of arm a").inputValue()).toBe("0.3333333333333333");
  await copy.getByText(/Arm b is best with probability 0\.75/).waitFor();
});

test("a question is answered by a button, with the focus back in the field", async () => {
  const page = await open("/learn/lecture-2?alpha=3");
  const field = page.getByLabel("Prior α", { exact: true });
  await field.fill("1.645");
  await page.getByRole("button", { name: "Use 1.6450", exact: true }).click();
  expect(specOf(page)).toMatchObject({ alpha: "1.645" });
  expect(await field.getAttribute("aria-invalid")).toBeNull();
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);

  const lab = await open(withBandit({ kind: "gaussian", means: [0, 1], standardDeviation: 1 }));
  await lab.getByLabel("Mean of arm 1").fill("1,2");
  await lab.getByRole("button", { name: "Use 12", exact: true }).click();
  expect(specOf(lab)).toMatchObject({ bandit: { means: [12, 1] } });

  const table = await open("/calculator");
  await table.getByLabel("β of arm b").fill("1.234,5");
  await table.getByRole("button", { name: "Use 1234.5", exact: true }).click();
  expect(specOf(table)).toMatchObject({ arms: [{}, { beta: 1234.5 }] });
});

test("axe finds nothing where numbers are explained and asked about, in light and dark", async () => {
  const questions: [path: string, understood: string, asked: string][] = [
    ["/calculator", "α of arm a", "β of arm b"],
    ["/lab", "Horizon, T", "Mean of arm 3"],
    ["/learn/lecture-2", "ε of ε-greedy", "Prior β"],
  ];
  for (const [path, understood, asked] of questions) {
    const page = await open(path, { colorScheme: "light", viewport: { width: 360, height: 900 } });
    await page.locator("details").evaluateAll((all) => all.forEach((box) => box.setAttribute("open", "")));
    await page.getByLabel(understood, { exact: path === "/learn/lecture-2" }).fill("1/3");
    await page.getByLabel(asked, { exact: path === "/learn/lecture-2" }).fill("1,2");
    await expectAccessible(page);
    await expectColours(page, "dark");
  }
});

describe("the Lab's list of means", () => {
  const means = Array.from({ length: 30 }, (_, arm) => arm / 100);

  test("keeps field and caret while typing", async () => {
    const page = await open(withBandit({ kind: "bernoulli", means }));
    const list = page.getByRole("textbox", { name: /^Means of the/ });
    await list.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("0.1, 0.2, 1/3", { delay: 5 });
    expect(await list.inputValue()).toBe("0.1, 0.2, 1/3");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.1, 0.2, 1 / 3] } });
    // In the middle, too: the caret stays after the typed text.
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("55", { delay: 5 });
    expect(await list.inputValue()).toBe("0.1, 0.255, 1/3");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.1, 0.255, 1 / 3] } });
    await page.getByRole("button", { name: "Show as a table" }).click();
    expect(await page.getByLabel("Mean of arm 3").inputValue()).toBe("0.3333333333333333");
    await page.getByRole("button", { name: "Edit as a list" }).click();
    expect(await list.inputValue()).toBe("0.1, 0.255, 0.3333333333333333");
  });

  test("asks about a comma that may be inside a number, and reads decimal commas beside each other", async () => {
    const page = await open(withBandit({ kind: "gaussian", means: [0, 1], standardDeviation: 1 }));
    await page.getByRole("button", { name: "Edit as a list" }).click();
    const list = page.getByRole("textbox", { name: /^Means of the/ });
    await list.fill("1,2 3");
    expect(await saidOf(list)).toContain("Arm 1: “1,2” can be one number or several.");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0, 1] } });
    await list.fill("0,5 1,2 12 %");
    expect(await list.getAttribute("aria-invalid")).toBeNull();
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.5, 1.2, 0.12] } });
  });

  test("asks about a number of drawn arms", async () => {
    const page = await open(withBandit({ kind: "bernoulli", means }));
    await page.getByText("Draw random means").click();
    const arms = page.getByLabel("Arms, K");
    await arms.fill("1,2");
    expect(await saidOf(arms)).toBe("“1,2” can mean 1.2 or 12. Write 1.2 or 12.");
    await arms.fill("1e2");
    await page.getByRole("button", { name: "Draw", exact: true }).click();
    await page.getByText("Means of the 100 arms").waitFor();
    expect((specOf(page) as typeof bernoulli).bandit.means).toHaveLength(100);
  });
});
