import fc from "fast-check";
import { expect, test } from "vitest";
import { MalformedJson, readJson } from "./read-json.ts";

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test("what JSON.stringify writes is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      const text = JSON.stringify(value);
      expect(readJson(text)).toEqual(JSON.parse(text));
      expect(readJson(new TextEncoder().encode(text))).toEqual(JSON.parse(text));
    }),
    { seed: 1, numRuns: 200 },
  );
});

const fragments = fc.constantFrom(...Array.from('{}[]",:0129.eE+-tru fals\\n/*u\t\u0000'));

test("text that JSON.parse refuses is refused, and other text is read or refused with a reason", () => {
  const outcome = (text: string) => {
    try {
      return readJson(text);
    } catch (error) {
      return error;
    }
  };
  fc.assert(
    fc.property(fc.string({ unit: fragments }), (text) => {
      const given = outcome(text);
      expect(given instanceof MalformedJson || parses(text)).toBe(true);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test.each([
  ["", "empty"],
  [" \n", "empty"],
  ["{", "close brace expected) at line 1, column 2"],
  ['{"a": 1,}', "not JSON"],
  ["// comment\n1", "not JSON"],
  ["1 2", "not JSON"],
  ["NaN", "not JSON"],
  ['{"a": 1,\n "a": 2}', 'key "a" appears twice at line 2, column 2'],
  [String.raw`{"a": 1, "\u0061": 2}`, 'key "a" appears twice'],
  [String.raw`{"b": [{"x": {}, "x": 0}]}`, 'key "x" appears twice'],
  [nested(17), "more than 16 levels deep at line 1, column 17"],
])("%j is refused", (text, detail) => {
  expect(() => readJson(text)).toThrow(detail);
});

test("16 levels are read, and equal keys in different objects", () => {
  expect(JSON.stringify(readJson(nested(16)))).toBe(nested(16));
  expect(readJson('[{"a": {"a": 1}}, {"a": 2}]')).toEqual([{ a: { a: 1 } }, { a: 2 }]);
});

test("depth is refused before it can overflow the stack", () => {
  expect(() => readJson(nested(30_000))).toThrow("more than 16 levels deep");
});

test("bytes that are not UTF-8 are refused", () => {
  expect(() => readJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow("not valid UTF-8");
});
