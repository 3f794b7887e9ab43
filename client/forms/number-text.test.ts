import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clearText, decimalMarkOf, numberFromText, readNumber, shownText } from "./number-text.ts";

const valueOf = (text: string) => {
  const reading = readNumber(text);
  return "value" in reading ? reading.value : reading;
};

describe("a number is read as people write it", () => {
  test.each([
    ["0.5", 0.5],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["007", 7],
    ["1,000", 1000],
    ["10,000", 10_000],
    ["1,234,567.5", 1_234_567.5],
    ["1 000", 1000],
    ["1\u00a0000", 1000],
    ["1\u2009000\u2009000", 1_000_000],
    ["1\u202f000.25", 1000.25],
    ["1_000", 1000],
    ["1'000", 1000],
    ["1’000", 1000],
    ["1e3", 1000],
    ["1E3", 1000],
    ["1e+3", 1000],
    ["1e-3", 0.001],
    ["12.400e3", 12_400],
    ["10^3", 1000],
    ["10**3", 1000],
    ["10³", 1000],
    ["2.3·10⁻¹²", 2.3e-12],
    ["5 × 10^2", 500],
    ["12 %", 0.12],
    ["12%", 0.12],
    ["0.7 %", 0.007],
    ["5 ‰", 0.005],
    ["1/3", 1 / 3],
    ["1 / 3", 1 / 3],
    ["1,000/3,000", 1 / 3],
    ["½", 0.5],
    ["1⁄3", 1 / 3],
    ["−5", -5],
    ["–1/4", -0.25],
    ["- 5", -5],
    ["0,5", 0.5],
    ["0,500", 0.5],
    ["-0,25", -0.25],
    ["0.450", 0.45],
    ["1234.567", 1234.567],
    ["1.2345", 1.2345],
    ["１２", 12],
    ["\ufeff12\u200e", 12],
  ])("%s", (text, value) => expect(valueOf(text)).toBe(value));
});

describe("ambiguous numbers are questions", () => {
  test.each([
    ["1,2", [1.2, 12]],
    ["-1,25", [-1.25, -125]],
    ["12.400", [12.4, 12_400]],
    ["1.000", [1, 1000]],
    ["1,2 %", [0.012, 0.12]],
    ["1.234,5", [1234.5, 1.2345]],
    ["1.234.567", [1_234_567]],
    ["1.234.567,8", [1_234_567.8]],
    ["1,23,456", [123_456]],
    ["1,2,3", [123]],
    ["1 234,5", [1234.5]],
    ["10,00", [10, 1000]],
    ["1,2/3", [0.4, 4]],
  ])("%s", (text, ambiguous) => {
    const reading = readNumber(text) as { ambiguous: number[] };
    expect(reading.ambiguous).toHaveLength(ambiguous.length);
    ambiguous.forEach((value, i) => expect(reading.ambiguous[i]).toBeCloseTo(value, 12));
  });
});

describe("text that is not a number stays text", () => {
  test.each(
    [
      "",
      "abc",
      "1,",
      "Infinity",
      "NaN",
      "0x10",
      "1e400",
      "1e-400",
      "1/0",
      "1/2/3",
      "1/3 %",
      "%",
      "1 2",
      "10 00",
      "1½",
    ].concat([
      "0 001",
      "1e",
      "1k",
      "$5",
      "5 000 00",
      "2^10",
      "1₂",
      "1,0.5",
      "1\n2",
      "12\n400",
      "12\t400",
      "--5",
      "1e308/1e-308",
      "12:30",
    ]),
  )("%s", (text) => expect(readNumber(text)).toEqual({ text }));
});

test("a percentage is not a count", () => {
  expect(readNumber("200 %", { whole: true })).toEqual({ text: "200 %" });
  expect(readNumber("1e3", { whole: true })).toEqual({ value: 1000 });
});

test("the digits of every double are read back or asked about; clear digits are never asked about", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const reading = readNumber(String(value));
      expect("value" in reading ? [reading.value] : (reading as { ambiguous: number[] }).ambiguous).toContain(
        value + 0,
      );
      expect(valueOf(clearText(value))).toBe(value + 0);
    }),
    { seed: 20_261_130, numRuns: 2000 },
  );
  expect([1.645, 12.4, 1000, -2.125].map(clearText)).toEqual(["1.6450", "12.4", "1000", "-2.1250"]);
});

test("numbers beside each other say which mark is the decimal one", () => {
  expect(decimalMarkOf(["1,000", "0.5"])).toBe(".");
  expect(decimalMarkOf(["12,5", "12.400"])).toBe(",");
  expect(decimalMarkOf(["1.234,5"])).toBe(",");
  expect(decimalMarkOf(["0,5 %"])).toBe(",");
  expect(decimalMarkOf(["0.5", "0,5"])).toBeUndefined();
  expect(decimalMarkOf(["1,000", "12.400", "7"])).toBeUndefined();
  expect(readNumber("12.400", { decimal: "," })).toEqual({ value: 12_400 });
  expect(readNumber("12.400", { decimal: "." })).toEqual({ value: 12.4 });
  expect(readNumber("1.234,5", { decimal: "," })).toEqual({ value: 1234.5 });
  expect(readNumber("1,5", { decimal: "," })).toEqual({ value: 1.5 });
  expect(readNumber("1,5", { decimal: "." })).toEqual({ ambiguous: [1.5, 15] });
  expect(readNumber("0.5", { decimal: "," })).toEqual({ value: 0.5 });
});

test("a text is the number it means, or is left for the schema to refuse", () => {
  const texts = ["0.5", " 1e3 ", "0,5", "", "abc", " 1,2 "];
  expect(texts.map((text) => numberFromText(text))).toEqual([0.5, 1000, 0.5, "", "abc", "1,2"]);
});

test("what was typed stays as long as it means the value", () => {
  expect(shownText("0.", 0)).toBe("0.");
  expect(shownText("0.", 0.5)).toBe("0.5");
  expect(shownText("1,000", 1000)).toBe("1,000");
  expect(shownText("ab", "ab")).toBe("ab");
  expect(shownText("1", undefined)).toBe("");
  expect(shownText("1,2", 1.2)).toBe("1.2");
});
