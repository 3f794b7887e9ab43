import { expect, test } from "vitest";
import { numberFromText, shownText } from "./number-text.ts";

test("a text is the number it means, or is left for the schema to refuse", () => {
  const texts = ["0.5", " 1e3 ", "0,5", "", "abc", "1,000,000"];
  expect(texts.map(numberFromText)).toEqual([0.5, 1000, 0.5, "", "abc", "1,000,000"]);
});

test("what was typed stays as long as it means the value", () => {
  expect(shownText("0.", 0)).toBe("0.");
  expect(shownText("0.", 0.5)).toBe("0.5");
  expect(shownText("ab", "ab")).toBe("ab");
  expect(shownText("1", undefined)).toBe("");
});
