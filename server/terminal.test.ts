import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { printJson, printLine, visible, visibleDocument } from "./terminal.ts";

test.each([
  ["a colour", "\u001b[31mred", String.raw`\u001b[31mred`],
  ["a colour by one C1 character", "\u009b31mred", String.raw`\u009b31mred`],
  ["a link (OSC 8)", "\u001b]8;;https://x.example\u0007a", String.raw`\u001b]8;;https://x.example\u0007a`],
  ["a title by a C1 OSC and its terminator", "\u009d0;title\u009c", String.raw`\u009d0;title\u009c`],
  ["a bell, a backspace and a deletion", "a\u0007\b\u007f", String.raw`a\u0007\u0008\u007f`],
  ["line breaks of every kind", "a\nb\rc\u0085d\u2028e\u2029f", String.raw`a\u000ab\u000dc\u0085d\u2028e\u2029f`],
  ["bidirectional overrides", "\u202eabc\u202c", String.raw`\u202eabc\u202c`],
  ["bidirectional isolates and marks", "\u2066a\u2069\u200f\u061c", String.raw`\u2066a\u2069\u200f\u061c`],
  ["what has no width", "a\u200bb\u200dc\ufeffd\u00ade", String.raw`a\u200bb\u200dc\ufeffd\u00ade`],
  ["a tag character, which is a pair of surrogates", "a\u{e0041}", String.raw`a\udb40\udc41`],
  ["half a pair", "\ud83cb", String.raw`\ud83cb`],
])("%s is shown, not obeyed", (_, text, shown) => {
  expect(visible(text)).toBe(shown);
  const printed: string[] = [];
  printLine(text, { write: (line) => printed.push(line) });
  expect(printed).toEqual([`${shown}\n`]);
});

test("letters of every script, accents, symbols and pictures stay as they are", () => {
  const text = "ε-greedy, naïve e\u0301, 腕, ذراع, זרוע, भुजा, 🎰, ½ ≤ 1, C:\\new\\u001b";
  expect(visible(text)).toBe(text);
});

test("JSON is the API's to a file or pipe; to a terminal it is the same value in visible characters", () => {
  const value = { name: "\u001b[31m\u009b31m\u202ea\u200b\u2028\u{e0041}\n" };
  const printed: string[] = [];
  const write = (text: string) => printed.push(text);
  printJson(value, { write });
  printJson(value, { write, isTTY: true });
  expect(printed[0]).toBe(`${JSON.stringify(value)}\n`);
  expect(printed[1]).toMatch(/^[ -~]+\n$/);
  expect(JSON.parse(printed[1])).toEqual(value);
});

test("a table's lines stay lines on a terminal, and what its cells hold is shown", () => {
  expect(visibleDocument('policy,t\r\n"a\u009b\nb",1\r\n')).toBe('policy,t\r\n"a\\u009b\\u000ab",1\n');
});

test("server and command line write to a terminal by these functions only", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith("testing"),
  );
  const writers = files.filter((file) =>
    /process\.std(out|err)\.write|console\.\w|\bwriteSync\(/.test(
      readFileSync(join(import.meta.dirname, file), "utf8"),
    ),
  );
  // It prints a table's borders, after making its cells visible.
  expect(writers.toSorted()).toEqual([join("commands", "output.ts")]);
});
