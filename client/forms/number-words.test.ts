import { expect, test } from "vitest";
import { ambiguityText, spokenNumber, understoodText } from "./number-words.ts";

test("a field reports how it read anything but a plain decimal", () => {
  expect(understoodText("10,000,000")).toBe("= 10,000,000");
  expect(understoodText("1e3")).toBe("= 1,000");
  expect(understoodText("1 234.5")).toBe("= 1,234.5");
  expect(understoodText("12 %")).toBe("= 0.12");
  expect(understoodText("−1/4")).toBe("= −0.25");
  expect(understoodText("1/3")).toBe("≈ 0.333333");
  expect(understoodText("2/3000000")).toBe("≈ 6.66667·10⁻⁷");
  expect(understoodText("0,5")).toBe("= 0.5");
});

test("one comma before three digits is contrasted with a decimal comma", () => {
  expect(understoodText("1,250")).toBe("= 1,250, not 1.25");
  expect(understoodText("1,000")).toBe("= 1,000, not 1");
  expect(understoodText("1,250 %")).toBe("= 12.5, not 0.0125");
  expect(understoodText("1,250.5")).toBe("= 1,250.5");
});

test("there is nothing to say of a plain decimal, nor of what is no number", () => {
  expect(["1000", "-0.5", "−5", "+3", "5.", "", "abc", "1,2"].map((text) => understoodText(text)).join("")).toBe("");
});

test("what is ambiguous is asked with both readings and how to write each", () => {
  expect(ambiguityText("12.400", [12.4, 12_400])).toBe("“12.400” can mean 12.4 or 12,400. Write 12.4 or 12400.");
  expect(ambiguityText("1.645", [1.645, 1645])).toBe("“1.645” can mean 1.645 or 1,645. Write 1.6450 or 1645.");
  expect(ambiguityText("1,23,456", [123_456])).toBe("“1,23,456” is not clear. Write 123456.");
});

test("numbers are written with commas and at most six digits of a fraction", () => {
  expect([0, 1e15, -1234.5, 1e-7, 2 / 3].map(spokenNumber)).toEqual(["0", "1·10¹⁵", "−1,234.5", "1·10⁻⁷", "0.666667"]);
});
