import type { Page } from "playwright-core";
import { COLOUR_RULES, sidewaysScroll, untilLaidOut } from "./accessible.ts";
import { violations } from "./axe.ts";

const WIDTHS = [360, 768, 1280, 1920];
/** Contrast is measured on the whole page at this width, in the light theme. */
const MEASURED_WHOLE = 360;
const MODES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "light", forcedColors: "active" },
} as const;

/**
 * What is wrong with an open page in three modes at four widths. What a rule depends on decides where axe applies it:
 *
 * - Most rules read what is shown, with its attributes and texts. The width changes these (menus, for one), and colours do
 *   not: no style sheet shows or moves anything by theme. They are applied at every width that shows something else than
 *   the widths before it.
 * - Whether a box scrolls depends on its size. The rule for such boxes is applied at every width.
 * - Contrast takes two thirds of the time. It depends on an element's look alone (its colour, what is behind it, the size
 *   of its text), except where elements overlap. Overlaps are looked for on the whole page where it is narrowest; then every
 *   look that a mode has at any width is measured once, on the first element that has it.
 */
export async function faultsInEveryLook(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const outlines = new Set<string>();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const [mode, media] of Object.entries(MODES)) {
      await page.emulateMedia(media);
      await untilLaidOut(page);
      const note = (found: string[]) => faults.push(...found.map((fault) => `${mode}, ${width}: ${fault}`));
      const isWhole = mode === "light" && width === MEASURED_WHOLE;
      if (mode === "light") {
        const outline = await outlineOf(page);
        const isNew = !outlines.has(outline);
        outlines.add(outline);
        note(await violations(page, isWhole ? {} : isNew ? withoutContrast : { runOnly: BOX_RULES }));
        note(await overflow(page));
      }
      if (mode === "forced") await reportForcedColours(page);
      if ((await markNewLooks(page, mode)) > 0 && !isWhole)
        note(await violations(page, { runOnly: COLOUR_RULES }, "[data-new-look]"));
      if (mode === "forced" && width === 1280) note(await statesLost(page));
    }
  }
  await page.emulateMedia(MODES.light);
  await page.setViewportSize({ width: 320, height: 900 });
  for (const size of ["150", "100"]) {
    await page.evaluate((percent) => {
      document.documentElement.dataset.textSize = percent;
    }, size);
    await untilLaidOut(page);
    faults.push(...(await overflow(page)).map((fault) => `320, text ${size}%: ${fault}`));
  }
  return faults;
}

/** The rules of axe that depend on sizes. */
const BOX_RULES = ["scrollable-region-focusable"];
const withoutContrast = { rules: { "color-contrast": { enabled: false } } };

async function overflow(page: Page): Promise<string[]> {
  const pixels = await sidewaysScroll(page);
  return pixels > 0 ? [`the page scrolls sideways by ${pixels} pixels`] : [];
}

/** What most rules read: every element's attributes and text, and whether it is shown, inside the window's edges or at all. */
async function outlineOf(page: Page): Promise<string> {
  return await page.evaluate(() => {
    // They follow the width, and no rule reads them.
    const sizes = new Set(["style", "width", "height", "data-new-look"]);
    const attributesOf = (element: Element) =>
      [...element.attributes].map(({ name, value }) => (sizes.has(name) ? "" : `${name}=${value}`)).join(" ");
    const textOf = (element: Element) =>
      [...element.childNodes].map(({ nodeType, nodeValue }) => (nodeType === Node.TEXT_NODE ? nodeValue : "")).join("");
    return [...document.querySelectorAll("*")]
      .map((element) => {
        const isShown = element.checkVisibility({ visibilityProperty: true });
        const { left, right, bottom } = element.getBoundingClientRect();
        const isBeside = isShown && (right <= 0 || left >= innerWidth || bottom + scrollY <= 0);
        return `${element.localName} ${isShown} ${isBeside} ${attributesOf(element)} ${textOf(element)}`;
      })
      .join("\n");
  });
}

/**
 * Marks an element of every look that this mode has not had before on the page, and returns how many there are. A look is
 * what contrast is computed from: colour and size of the text, and the backgrounds and opacities up to an opaque one.
 */
async function markNewLooks(page: Page, mode: string): Promise<number> {
  return await page.evaluate((name) => {
    const lookOf = (element: Element): string => {
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const look = [color, fontSize, fontWeight];
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(at);
        look.push(backgroundColor, backgroundImage, opacity);
        if (backgroundColor.startsWith("rgb(")) break;
      }
      return look.filter((part) => !["rgba(0, 0, 0, 0)", "none", "1"].includes(part)).join(" ");
    };
    const hasText = (element: Element) =>
      element.matches("input, select, textarea") ||
      [...element.childNodes].some(({ nodeType, nodeValue }) => nodeType === Node.TEXT_NODE && nodeValue?.trim());
    const kept = window as unknown as { looks?: Record<string, Set<string>> };
    const seen = ((kept.looks ??= {})[name] ??= new Set());
    let count = 0;
    for (const element of document.querySelectorAll("body *")) {
      element.removeAttribute("data-new-look");
      if (!hasText(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const look = lookOf(element);
      if (seen.has(look)) continue;
      seen.add(look);
      element.setAttribute("data-new-look", "");
      count++;
    }
    return count;
  }, mode);
}

/**
 * Chromium paints text in a forced colour, and says so of `color`, but of -webkit-text-fill-color, which axe reads first, it
 * reports the page's own colour.
 */
async function reportForcedColours(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { prototype } = CSSStyleDeclaration;
    const kept = prototype as { reported?: (this: CSSStyleDeclaration, name: string) => string };
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its declaration
    const reported = (kept.reported ??= prototype.getPropertyValue);
    prototype.getPropertyValue = function (name) {
      const isForced = name === "-webkit-text-fill-color" && matchMedia("(forced-colors: active)").matches;
      return reported.call(this, isForced ? "color" : name);
    };
  });
}

/** Buttons that are pressed, and places that are current, but look as if they were not: their state was a colour alone. */
async function statesLost(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const looks = (element: Element) => {
      const style = getComputedStyle(element);
      const { backgroundColor, borderWidth, borderStyle, outlineStyle, fontWeight, textDecorationLine } = style;
      const before = getComputedStyle(element, "::before").visibility;
      return [backgroundColor, borderWidth, borderStyle, outlineStyle, fontWeight, textDecorationLine, before].join(
        " ",
      );
    };
    return ["aria-pressed", "aria-selected", "aria-current"].flatMap((name) =>
      [...document.querySelectorAll(`[${name}]:not([${name}="false"])`)].flatMap((element) => {
        const [value, look] = [element.getAttribute(name)!, looks(element)];
        if (!element.checkVisibility()) return [];
        if (name === "aria-current") element.removeAttribute(name);
        else element.setAttribute(name, "false");
        const isSame = looks(element) === look;
        element.setAttribute(name, value);
        return isSame ? [`${name}="${value}" cannot be seen: ${element.outerHTML.slice(0, 200)}`] : [];
      }),
    );
  });
}
