// Slow: uses the lecture, the calculator and the Lab.
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";

const complaints: string[] = [];
const { open, url } = browserPages({ onComplaint: (text) => complaints.push(text) });

// Any complaint of the browser, such as a forbidden inline style, is a defect.
afterEach(() => {
  if (complaints.length > 0) throw new Error(complaints.splice(0).join("\n"));
});

const textOf = async (page: Page, selector: string) =>
  (await page.locator(selector).innerText()).replaceAll(/\s+/g, " ");

test("the lecture's Monte Carlo runs by Space and pauses, and a link opens what the address holds", async () => {
  const page = await open("/learn/lecture-2");
  await page.locator("main").press("Space");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.waitForFunction(() => /\d[\d,]* draws/.test(document.body.innerText));
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Beta(2, 2)" }).click();
  await page.getByText("was 1/6 → now 17/70").waitFor();
  await page.waitForFunction(() =>
    document.querySelector(".steps > li:last-child annotation")?.textContent?.includes("frac{17}{70}"),
  );
  await page.goto(page.url());
  await page.locator("main table").first().waitFor();
  expect(await textOf(page, "main table >> nth=0")).toContain("17/70");
});

describe("the calculator", () => {
  const answer = "section[aria-labelledby=answer]";

  test("opens on 1/6 and 5/6, follows what is typed, and a link opens the same", async () => {
    const page = await open("/calculator");
    await page.getByText("Arm b is best with probability 5/6").waitFor();
    expect(await textOf(page, answer)).toContain("1/6");

    // Beta(1, 1) against Beta(2, 1): P(θ_a > θ_b) = E[θ_a²] = 1/3.
    await page.getByLabel("β of arm a").fill("1");
    await page.getByText("Arm b is best with probability 2/3").waitFor();
    await page.getByLabel("Name of arm 2").fill("new page");
    await page.getByText("Arm new page is best with probability 2/3").waitFor();

    const { pathname, search } = new URL(page.url());
    const copy = await open(pathname + search);
    await copy.getByText("Arm new page is best with probability 2/3").waitFor();
    expect(await copy.getByLabel("β of arm a").inputValue()).toBe("1");
    await page.goBack();
    await page.goBack();
    await page.getByText("Arm b is best with probability 5/6").waitFor();
  });

  test("says at the field what to do, also about a link", async () => {
    const page = await open("/calculator");
    const field = page.getByLabel("α of arm b");
    await field.fill("0");
    await page.locator('[aria-invalid="true"]').waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await textOf(page, "form")).toContain("α: Enter a number from 0.001 to 10¹⁵.");
    expect(await textOf(page, answer)).toContain("These results are for your last valid input.");

    const link = await open('/calculator?spec={"family":"normal","arms":[{"mean":0,"standardDeviation":-1}]}');
    expect(await textOf(link, ".notice[role=alert]")).toContain(
      "Arm 1, standard deviation: enter a number from 10⁻⁹ to 10⁹, not -1.",
    );
    expect(await link.getByLabel("s of arm a").getAttribute("aria-invalid")).toBe("true");
  });

  test("adds an arm with Enter, and keeps the digits of a tiny probability", async () => {
    const page = await open("/calculator");
    await page.getByLabel("α of arm b").press("Enter");
    await page.getByLabel("α of arm c").waitFor();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label")?.endsWith("α of arm c"));
    await page.keyboard.type("7");
    await page.getByText("Arm c is best").waitFor();

    // Φ(−50/√2), by mpmath: 4.150086285598261…·10⁻²⁷⁴.
    const normal = { family: "normal", arms: [0, 50].map((mean) => ({ mean, standardDeviation: 1 })) };
    const tail = await open(`/calculator?spec=${JSON.stringify(normal)}`);
    await tail.getByText("e^−629.485 ≈").waitFor();
    expect(await textOf(tail, answer)).toMatch(/4\.15008628(56|559\d*)·10⁻²⁷⁴/);
  });

  test("copies the answer as the API gives it, byte for byte", async () => {
    const page = await open("/calculator", { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Student t", exact: true }).click();
    const copied = async (what: string) => {
      await page.getByRole("button", { name: `Copy ${what} as JSON` }).click();
      await page.getByRole("button", { name: "Copied" }).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const answered = await copied("answer");
    await page.getByRole("button", { name: "Copied" }).waitFor({ state: "detached" });
    const response = await fetch(`${url()}/api/v1/best-arm-probabilities`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: await copied("request"),
    });
    expect(answered).toBe(await response.text());
  });
});

describe("the researcher", () => {
  test("opens the Lab with a finished run, runs, sees regret live, cancels and keeps valid results", async () => {
    const page = await open("/lab");
    await page.getByText("Example run, finished").waitFor();
    await page
      .getByRole("img", { name: /regret/i })
      .first()
      .waitFor();
    await page.getByLabel("Horizon, T").fill("5000");
    await page.getByLabel("Replications, N").fill("200000");
    await page.getByRole("button", { name: "Run", exact: true }).click();

    // Replications arrive while it runs.
    const done = () =>
      page.getByRole("progressbar", { name: "Replications done" }).evaluate((bar: HTMLProgressElement) => bar.value);
    await page.waitForFunction(() => (document.querySelector("progress")?.value ?? 0) > 0);
    const early = await done();
    await page.waitForFunction((value) => (document.querySelector("progress")?.value ?? 0) > value, early);

    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("Cancelled").waitFor();
    expect(await textOf(page, "section[aria-label=Run]")).toMatch(
      /[1-9][\d,]* of 200,000 replications; results are valid/,
    );
  });

  test("runs to the end with the keyboard alone, and the table has the same numbers as the result", async () => {
    const page = await open("/lab");
    await page.getByLabel("Replications, N").fill("200");
    await page.locator("main").press("r");
    await page.getByText("Finished", { exact: true }).waitFor();
    const result = (await page.evaluate(async () => {
      const spec = new URL(location.href).searchParams.get("spec");
      const posted = await fetch("/api/v1/simulations", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: spec,
      });
      const { links } = (await posted.json()) as { links: { result: string } };
      return (await fetch(links.result)).json();
    })) as { policies: { finalRegret: { mean: number } }[] };
    await page.locator("main").press("t");
    const table = page.getByRole("table", { name: /over 200 replications/ });
    await table.waitFor();
    const shown = [...(await table.innerText()).matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number));
    for (const { finalRegret } of result.policies) {
      const nearest = Math.min(...shown.map((number) => Math.abs(number - finalRegret.mean)));
      expect(nearest).toBeLessThan(0.005 * finalRegret.mean);
    }
  });

  test("sees the exact line through the simulated band of a short run, and can leave it out", async () => {
    const page = await open("/lab");
    await page.getByRole("button", { name: "Short horizon, two arms" }).click();
    await page.getByText("Finished", { exact: true }).waitFor();
    const toggle = page.getByRole("button", { name: "Exact", exact: true });
    expect(await toggle.getAttribute("aria-pressed")).toBe("true");
    expect(await textOf(page, ".lab-legend")).toMatch(/exact, to t =/);
    // A mean over replications is within a few standard errors of its expectation.
    const deviations = [...(await textOf(page, ".lab-legend")).matchAll(/([+−])(\d+\.\d) s\.e\./g)];
    expect(deviations.length).toBeGreaterThan(0);
    for (const [, , size] of deviations) expect(Number(size)).toBeLessThan(5);
    await toggle.click();
    expect(await textOf(page, ".lab-legend")).not.toContain("exact");
  });

  test("is told at the field what to do", async () => {
    const page = await open("/lab");
    await page.getByLabel("Replications, N").fill("0");
    const field = page.getByLabel("Replications, N");
    await page.locator('[aria-invalid="true"]').waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await textOf(page, "main")).toContain("Enter a whole number from 1 to 1,000,000.");
  });
});
