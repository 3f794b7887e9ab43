// Slow: opens pages with one of their parts missing.
import { describe, expect, test, vi } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";
import { failureNotice as alert } from "./testing/failure-notice.ts";

const { open } = browserPages();

describe("a part that does not load leaves the rest of its page working", () => {
  test("the working-out of the lecture", async () => {
    const page = await open("/learn/lecture-2", {
      prepare: async (page) => void (await page.route(/\/worked-out-/, (route) => route.abort())),
    });
    await alert(page).getByText("did not load").waitFor();
    await page.getByRole("heading", { name: "What if" }).or(page.getByText("What if …?")).first().waitFor();
    expect(await page.locator("table.answers").first().innerText()).toContain("1/6");
    await page.unroute(/\/worked-out-/);
    await alert(page).getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "The integral" }).waitFor();
  });

  test.each(["/learn/lecture-2", "/calculator"])(
    "the typesetting of formulas on %s: they are LaTeX until it comes",
    async (path) => {
      const page = await open(path, {
        prepare: async (page) => void (await page.route(/\/typeset-/, (route) => route.abort())),
      });
      await page.getByText("shown as LaTeX").waitFor();
      expect(await page.locator(".maths code").first().innerText()).toContain("\\");
      expect(await page.locator("math").count()).toBe(0);
      await page.unroute(/\/typeset-/);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.locator("math").first().waitFor();
      expect(await page.getByText("shown as LaTeX").count()).toBe(0);
    },
  );

  test("the program that computes for the calculator", async () => {
    const page = await open("/calculator", {
      prepare: async (page) => void (await page.route(/\/best-arm-worker-/, (route) => route.abort())),
    });
    await page.getByText("the calculation code did not load").waitFor();
    expect(await page.getByText("Computing…").count()).toBe(0);
    await page.unroute(/\/best-arm-worker-/);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Arm b is best with probability 5/6").waitFor();
  });

  test("the program that draws for the lecture", async () => {
    const page = await open("/learn/lecture-2", {
      prepare: async (page) => void (await page.route(/\/monte-carlo-worker-/, (route) => route.abort())),
    });
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByText("The code that draws did not load").waitFor();
    await page.unroute(/\/monte-carlo-worker-/);
    await page.getByRole("button", { name: "Try again" }).click();
    await page
      .getByText(/\d draws/)
      .first()
      .waitFor();
    expect(await page.getByText("The code that draws did not load").count()).toBe(0);
  });

  test("a worker whose code loads at the second attempt", async () => {
    let attempts = 0;
    const page = await open("/calculator", {
      prepare: async (page) =>
        void (await page.route(/\/best-arm-worker-/, async (route) => {
          attempts++;
          await (attempts === 1 ? route.abort() : route.continue());
        })),
    });
    await page.getByText("Arm b is best with probability 5/6").waitFor();
    expect(attempts).toBe(2);
  });

  test("the style sheet, which is asked for a second time", async () => {
    const page = await open("/lab", {
      prepare: async (page) => void (await page.route(/\/style-[\w-]+\.css$/, (route) => route.abort())),
    });
    await vi.waitFor(async () =>
      expect(await page.locator(".site-header").evaluate((header) => getComputedStyle(header).borderBottomStyle)).toBe(
        "solid",
      ),
    );
  });
});
