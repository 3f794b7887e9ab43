import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { describe, expect, test } from "vitest";
import * as library from "./library.ts";

/** Everything that the library exports at run time: functions, classes, schemas and constants. */
const names = Object.keys(library);

/** The file that declares an exported name. */
const sources = new Map(
  [
    ...readFileSync(join(import.meta.dirname, "library.ts"), "utf8").matchAll(/^export \{([^}]*)\} from "([^"]*)";$/gm),
  ].flatMap(([, names, file]) =>
    names.split(",").map((name) => [name.trim(), join(import.meta.dirname, file)] as const),
  ),
);

/** The lines of the example in a declaration's docstring. */
function exampleOf(name: string): string[] {
  const source = readFileSync(sources.get(name)!, "utf8");
  const [, docstring] =
    new RegExp(
      `/\\*\\*((?:(?!\\*/).)*)\\*/\\nexport (?:(?:async )?function|const|(?:abstract )?class) ${name}\\b`,
      "s",
    ).exec(source) ?? [];
  const [, example] = /@example\n \* ```ts\n(.*?) \* ```/s.exec(docstring ?? "") ?? [];
  return (example ?? "").split("\n").map((line) => line.replace(/^ \* ?/, ""));
}

/** An expression and the value printed behind it, up to a comma that is followed by words. */
const PRINTED = /^(.*); \/\/ (.*?)(?:, (?:which|by) .*)?$/;

/** The values of an example's expressions, and the values printed behind them. */
async function run(lines: readonly string[]): Promise<{ given: unknown; printed: string }[]> {
  const body = lines.map((line) => line.replace(PRINTED, (_, expression) => `given.push(${expression});`));
  const program = `return (async () => { const given = []; ${body.join("\n")}; return given; })();`;
  const given = (await compileFunction(program, names)(...Object.values(library))) as unknown[];
  const printed = lines.flatMap((line) => PRINTED.exec(line)?.[2] ?? []);
  return given.map((value, i) => ({ given: value, printed: printed[i] }));
}

/** A value as the example prints it: numbers with as many digits. */
function asPrinted(value: unknown, printed: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(printed)) return value.map((one, i) => asPrinted(one, printed[i]));
  if (typeof value !== "number" || typeof printed !== "number") return value;
  const digits = String(printed).replace(/^0\.0*|\D/g, "").length;
  return Number(value.toPrecision(Math.max(1, digits)));
}

test("the library has exports, each declared in the file that it is taken from", () => {
  expect(names.length).toBeGreaterThanOrEqual(38);
  for (const name of names) expect(dirname(sources.get(name) ?? "")).not.toBe(".");
});

describe("every export has an example that prints the value behind it", () => {
  test.each(names)("%s", async (name) => {
    const values = await run(exampleOf(name));
    expect(values.length).toBeGreaterThan(0);
    for (const { given, printed } of values) {
      const expected: unknown = JSON.parse(printed);
      expect(asPrinted(given, expected)).toEqual(expected);
    }
  });
});

test("an example with a wrong value, or without a value, would be noticed", async () => {
  const [{ given, printed }] = await run(["gittinsIndex(1, 1, 0).value; // 0.51"]);
  expect(asPrinted(given, JSON.parse(printed))).not.toEqual(JSON.parse(printed));
  expect(await run(["gittinsIndex(1, 1, 0).value;"])).toEqual([]);
});
