// Slow: opens pages that fail while they render.
import type { Page } from "playwright-core";
import { describe, expect, test, vi } from "vitest";
import { browserPages } from "./testing/browser-pages.ts";
import { failureNotice as alert, headerIsThere } from "./testing/failure-notice.ts";

const { open } = browserPages();

describe("invalid input outlives a reload", () => {
  const forms = [
    { path: "/lab", label: "Horizon, T", text: "many", chunk: /\/lab-page-/ },
    { path: "/calculator", label: "α of arm b", text: "0", chunk: /\/posteriors-tab-/ },
    { path: "/learn/lecture-2", label: "ε of ε-greedy", text: "2", chunk: /\/lecture-page-/ },
  ];
  test.each(forms)("on $path: $label = $text", async ({ path, label, text, chunk }) => {
    const page = await open(path);
    const field = page.getByLabel(label).first();
    await field.fill(text);
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await page.route(chunk, (route) => route.abort());
    await page.reload();
    await alert(page).waitFor();
    await page.unroute(chunk);
    await alert(page).getByRole("button", { name: "Reload" }).click();
    await field.waitFor();
    expect(await field.inputValue()).toBe(text);
    expect(await field.getAttribute("aria-invalid")).toBe("true");

    // Once fixed, the address holds it.
    await field.fill("1");
    await vi.waitFor(async () => expect(await page.locator('[aria-invalid="true"]').count()).toBe(0));
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe("1");
  });
});

describe("a page that stops on an error while it renders", () => {
  const broken = [
    { path: "/lab", label: "Horizon, T", act: (page: Page) => page.getByLabel("Replications, N").fill("7") },
    { path: "/calculator", label: "α of arm b", act: (page: Page) => page.getByLabel("Name of arm 2").fill("new") },
    {
      path: "/learn/lecture-2",
      label: "ε of ε-greedy",
      act: (page: Page) => page.evaluate(() => history.pushState(null, "", "/learn/lecture-2?alpha=2&beta=2")),
    },
  ];
  test.each(broken)("$path: header, reason, what was typed, and a way out", async ({ path, label, act }) => {
    const page = await open(path);
    const field = page.getByLabel(label).first();
    await field.fill("wrong");
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await breakMap(page);
    await act(page);
    await alert(page).getByText("stopped on an error").first().waitFor();
    expect(await alert(page).first().innerText()).toContain("made to fail");
    await headerIsThere(page);
    await repairMap(page);
    await alert(page).getByRole("button", { name: "Try again" }).first().click();
    await field.waitFor();
    expect(await field.inputValue()).toBe("wrong");
    if (path === "/lab") await startsAfresh(page);
  });

  test("can be left by the links of its header", async () => {
    const page = await open("/lab", { prepare: breakWhere("/lab") });
    await alert(page).getByText("The Lab page stopped on an error").waitFor();
    await page.getByRole("link", { name: "Learn", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Learn" }).waitFor();
    expect(await alert(page).count()).toBe(0);
  });
});

/** The Lab, with a wrong horizon, can be started over without it. */
async function startsAfresh(page: Page): Promise<void> {
  await breakMap(page);
  await page.getByLabel("Replications, N").fill("8");
  await alert(page).first().waitFor();
  await repairMap(page);
  await alert(page).first().getByRole("link", { name: "Start over" }).click();
  const horizon = page.getByLabel("Horizon, T").first();
  await horizon.waitFor();
  expect(await horizon.inputValue()).toMatch(/^\d+$/);
}

/** Breaks Array.map, which all pages call while rendering, and the notice does not. */
async function breakMap(page: Page): Promise<void> {
  await page.evaluate(() => {
    const arrays = Array.prototype as unknown as Record<string, unknown>;
    const { map } = arrays;
    Object.assign(window, { repairMap: () => Object.assign(arrays, { map }) });
    arrays.map = () => {
      throw new Error("made to fail");
    };
  });
}

async function repairMap(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { repairMap: () => void }).repairMap());
}

/** Makes every rendering of the page at a path fail. */
function breakWhere(path: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.addInitScript((broken) => {
      const matchMedia = window.matchMedia.bind(window);
      window.matchMedia = (query) => {
        if (location.pathname === broken) throw new Error("made to fail");
        return matchMedia(query);
      };
    }, path);
  };
}
