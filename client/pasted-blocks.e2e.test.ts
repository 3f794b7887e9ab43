// Slow: pastes tables into every page.
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";

const pages = browserPages();
const open = (path: string) => pages.open(path, { permissions: ["clipboard-read", "clipboard-write"] });

/** Pastes by the keyboard, as a user does. */
async function paste(field: Locator, text: string): Promise<void> {
  await field.page().evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await field.focus();
  await field.page().keyboard.press("ControlOrMeta+v");
}

function specOf(page: Page): unknown {
  const { searchParams } = new URL(page.url());
  const json = searchParams.get("spec");
  return json === null ? Object.fromEntries(searchParams) : JSON.parse(json);
}

const calculator = (spec: object) => `/calculator?spec=${JSON.stringify(spec)}`;
const flat = { alpha: 1, beta: 1 };
const counts = calculator({ family: "beta-counts", prior: flat, arms: [{ successes: 3, failures: 1 }] });
const lab = (bandit: object) =>
  `/lab?spec=${JSON.stringify({ bandit, policies: [{ kind: "uniform" }], horizon: 100, replications: 10, seed: 1 })}`;
const undo = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });

describe("the calculator's table", () => {
  test("takes a block pasted into a name, and updates the answer; Undo restores both", async () => {
    const page = await open(counts);
    const before = specOf(page);
    // Beta(1, 1) against Beta(2, 1): the second is best with probability E[θ] = 2/3.
    await paste(page.getByLabel("Name of arm 1"), "Variant\tConversions\tVisitors\nold\t0\t0\nnew\t1\t1\n");
    await page.getByText("Arm new is best with probability 2/3").waitFor();
    await page.getByText("Pasted 2 rows.").waitFor();
    expect(specOf(page)).toEqual({
      family: "beta-counts",
      prior: flat,
      arms: [
        { successes: 0, failures: 0 },
        { successes: 1, failures: 0 },
      ],
      names: ["old", "new"],
    });
    await undo(page).click();
    await page.getByText("a is the only arm.").waitFor();
    expect(specOf(page)).toEqual(before);
    expect(await undo(page).count()).toBe(0);
    await page.waitForFunction(() => document.activeElement?.textContent === "Paste undone.");
  });

  test("undoes by Ctrl+Z in the table, and offers it no longer once the table is edited", async () => {
    const page = await open(counts);
    const before = specOf(page);
    const cell = page.getByLabel("failures of arm a");
    await paste(cell, "100;900\r\n120;880\r\n");
    expect(specOf(page)).toMatchObject({
      arms: [
        { successes: 100, failures: 900 },
        { successes: 120, failures: 880 },
      ],
    });
    await page.keyboard.press("ControlOrMeta+z");
    expect(specOf(page)).toEqual(before);
    await paste(cell, "100;900\r\n120;880\r\n");
    await cell.fill("901");
    expect(await undo(page).count()).toBe(0);
  });

  test("keeps a cell that is not a number, names it, and marks the answer as outdated", async () => {
    const page = await open(counts);
    await paste(page.getByLabel("successes of arm a"), "a,1,2\nb,1,n/a\nc,12.400,3");
    await page.getByText("Pasted 3 rows. Not clear: “n/a” in row 2, “12.400” in row 3.").waitFor();
    expect(await page.getByLabel("failures of arm b").inputValue()).toBe("n/a");
    expect(await page.getByLabel("failures of arm b").getAttribute("aria-invalid")).toBe("true");
    await page.getByText("Fix the highlighted field. These results are for your last valid input.").waitFor();
    await page.getByLabel("failures of arm b").fill("2");
    await page.getByRole("button", { name: "Use 12400", exact: true }).click();
    await page.getByText("Arm c is best").waitFor();
    expect(specOf(page)).toMatchObject({ arms: [{}, { failures: 2 }, { successes: 12_400, failures: 3 }] });
  });

  test("says how many rows it holds, and leaves a single cell to its field", async () => {
    const page = await open(counts);
    await paste(page.getByLabel("Name of arm 1"), "x\t1\t2\n".repeat(25));
    await page.getByText("Pasted 20 rows. Only the first 20 of 25 fit.").waitFor();
    expect((specOf(page) as { arms: unknown[] }).arms).toHaveLength(20);
    const name = page.getByLabel("Name of arm 2", { exact: true });
    await name.fill("");
    await paste(name, "Smith, John");
    expect(await name.inputValue()).toBe("Smith, John");
    const cell = page.getByLabel("successes of arm Smith, John");
    await cell.fill("");
    await paste(cell, "1,000\n");
    expect((specOf(page) as { arms: unknown[] }).arms[1]).toEqual({ successes: 1000, failures: 2 });
    // A name that is too long is not cut silently.
    await name.fill("");
    await paste(name, "a name of more than twenty characters");
    await page.getByText("Name: Enter up to 20 characters.").waitFor();
  });

  test("reads conversions and visitors as counts, although the page opens with parameters", async () => {
    const page = await open("/calculator");
    await paste(page.getByLabel("α of arm a"), "Variant\tConversions\tVisitors\nold\t0\t0\nnew\t1\t1");
    await page.getByText("Arm new is best with probability 2/3").waitFor();
    await page.getByText("Entered as Beta: prior and counts.").waitFor();
    await undo(page).click();
    await page.getByText("Arm b is best with probability 5/6").waitFor();
    expect(new URL(page.url()).search).toBe("?tab=posteriors");
  });

  test("takes the clipboard by a button, and reports one without rows", async () => {
    const page = await open(calculator({ family: "normal", arms: [{ mean: 0, standardDeviation: 1 }] }));
    const button = page.getByRole("button", { name: "Paste rows" });
    await page.evaluate(() => navigator.clipboard.writeText("hello"));
    await button.click();
    await page.getByText("The clipboard contains no table rows.").waitFor();
    await page.evaluate(() => navigator.clipboard.writeText("sd;mean\n0,5;1.234,5\n2;-1"));
    await button.click();
    await page.getByText("Pasted 2 rows. Commas are read as decimal marks.").waitFor();
    expect(specOf(page)).toMatchObject({
      arms: [
        { mean: 1234.5, standardDeviation: 0.5 },
        { mean: -1, standardDeviation: 2 },
      ],
    });
  });
});

describe("the Lab's tables", () => {
  test("means: a column, a row, and more than the table shows, with Undo", async () => {
    const page = await open(lab({ kind: "bernoulli", means: [0.4, 0.6] }));
    await paste(page.getByLabel("Mean of arm 1"), "0,1\n12 %\n1/3\n");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.1, 0.12, 1 / 3] } });
    await paste(page.getByLabel("Mean of arm 1"), "0.5, 0.25");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.5, 0.25] } });
    await paste(page.getByLabel("Mean of arm 2"), "mean\n" + "0.75\n".repeat(40));
    // The focused cell is gone, so the status has the focus.
    await page.waitForFunction(() => document.activeElement?.textContent === "Pasted 40 rows.");
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.5, ...Array<number>(40).fill(0.75)] } });
    await undo(page).click();
    expect(specOf(page)).toMatchObject({ bandit: { means: [0.5, 0.25] } });
    await page.getByLabel("Mean of arm 2").waitFor();
  });

  test("priors of the arms", async () => {
    const page = await open(lab({ kind: "beta-bernoulli", priors: [flat, { alpha: 2, beta: 1 }] }));
    await paste(page.getByLabel(/α of arm 1/), "β\tα\n1\t2\n3\t4\n5\t6");
    expect(specOf(page)).toMatchObject({
      bandit: {
        priors: [
          { alpha: 2, beta: 1 },
          { alpha: 4, beta: 3 },
          { alpha: 6, beta: 5 },
        ],
      },
    });
    await undo(page).click();
    expect(specOf(page)).toMatchObject({ bandit: { priors: [flat, { alpha: 2, beta: 1 }] } });
  });

  test("segments: a block brings its arms and runs; a cell is edited by keyboard, wrong at its place, over a reload", async () => {
    const page = await open(lab({ kind: "piecewise-stationary" }));
    const segments = [
      { from: 1, means: [0.5, 0.3, 0.4, 0.1] },
      { from: 40, means: [0.5, 0.3, 0.9, 0.1] },
      { from: 70, means: [0.5, 0.3, 0.4, 1] },
    ];
    const cells = segments.map(({ from, means }) => [from, ...means].join("\t")).join("\n");
    await paste(page.getByLabel("from pull, t of segment 1"), `from\tA\tB\tC\tD\n${cells}\n`);
    await page.getByText("Pasted 3 rows. The table has 4 arms now.").waitFor();
    expect(specOf(page)).toMatchObject({ bandit: { kind: "piecewise-stationary", segments } });
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("Finished", { exact: true }).waitFor();

    // Enter moves down the column; 1.5 is not a probability.
    await page.getByLabel("arm 3, μ₃ of segment 1").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("1.5");
    const cell = page.getByLabel("arm 3, μ₃ of segment 2");
    const isWrongThere = async () => {
      await page.getByText("μ₃: Enter a number from 0 to 1 for rewards of 0 or 1.").waitFor();
      expect(await cell.inputValue()).toBe("1.5");
      expect(await page.locator("[aria-invalid=true]").count()).toBe(1);
      expect(await cell.getAttribute("aria-invalid")).toBe("true");
    };
    await isWrongThere();
    await page.reload();
    await isWrongThere();
    // At the last row Enter adds a row with a later start.
    await cell.fill("0.75");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByLabel("from pull, t of segment 4").waitFor();
    const last = { from: 100, means: segments[2].means };
    expect(specOf(page)).toMatchObject({
      bandit: { segments: [segments[0], { from: 40, means: [0.5, 0.3, 0.75, 0.1] }, segments[2], last] },
    });
  });

  test("a field outside of tables never joins lines into one number: they are values of a sweep", async () => {
    const page = await open(lab({ kind: "bernoulli", means: [0.4, 0.6] }));
    const horizon = page.getByLabel("Horizon, T");
    await horizon.fill("");
    await paste(horizon, "12\n400");
    expect(await horizon.inputValue()).toBe("12; 400");
    expect(await horizon.getAttribute("aria-invalid")).toBeNull();
    await page.getByRole("button", { name: "Sweep 2 values" }).waitFor();
    expect(new URL(page.url()).searchParams.get("sweep")).toBe("/horizon:12,400");
  });
});

describe("the lecture's tables", () => {
  test("a history with a new arm; Undo restores the lecture's", async () => {
    const page = await open("/learn/lecture-2");
    await paste(page.getByLabel("Reward at t = 1"), "t,arm,reward\n1,a,1\n2,c,0\n3,z,1\n4,b,1");
    await page.getByText("Left out: “z” in row 3.").waitFor();
    expect(specOf(page)).toEqual({ history: "a1,c0,b1", arms: "3" });
    await undo(page).click();
    expect(new URL(page.url()).search).toBe("");
    await page.getByText("Paste undone.").waitFor();
  });

  test("a prior for each arm; an invalid one changes nothing", async () => {
    const page = await open("/learn/lecture-2?priors=1:1,1:1");
    await paste(page.getByLabel("β of a", { exact: true }), "2\n3");
    expect(specOf(page)).toEqual({ priors: "1:2,1:3" });
    await paste(page.getByLabel("α of a", { exact: true }), "a\t0\t1\nb\t1\t1");
    await page.getByText("Nothing pasted. Prior 1, alpha: enter a number from 0.001 to 10¹⁵, not 0.").waitFor();
    expect(specOf(page)).toEqual({ priors: "1:2,1:3" });
    await paste(page.getByLabel("α of a", { exact: true }), "alpha;beta\n4;5\n1/3;7");
    expect(specOf(page)).toEqual({ priors: "4:5,0.3333333333333333:7" });
    await undo(page).click();
    expect(specOf(page)).toEqual({ priors: "1:2,1:3" });
  });
});
