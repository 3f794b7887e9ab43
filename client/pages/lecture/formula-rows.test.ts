import { expect, test } from "vitest";
import { formulaRows, widthOf } from "./formula-rows.ts";

test("a formula that fits stays as it is", () => {
  const tex = String.raw`= \left[ \frac{2}{3}x^{3} - \frac{1}{2}x^{4} \right]_0^1`;
  expect(formulaRows(tex, 30)).toEqual([tex]);
});

test("a wide formula breaks before signs outside of braces, and nothing is lost", () => {
  const terms = Array.from({ length: 12 }, (_, n) => String.raw`\frac{${n}00000001}{7}x^{${n}}`);
  const tex = String.raw`= \left[ ${terms.join(" - ")} \right]_0^1`;
  const rows = formulaRows(tex, 30);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.join("").replaceAll("Bigl", "left").replaceAll("Bigr", "right")).toBe(tex);
  for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(30);
  for (const row of rows.slice(1)) expect(row).toMatch(/^ - /);
});

test("a fraction is as wide as its longer number", () => {
  expect(widthOf(String.raw`\frac{1}{1234567890}`)).toBeCloseTo(widthOf(String.raw`\frac{1234567890}{1}`), 10);
});
