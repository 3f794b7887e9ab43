import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const plugin = fileURLToPath(new URL("same-bits-rule.js", import.meta.url));
const linter = fileURLToPath(new URL("../../node_modules/oxlint/bin/oxlint", import.meta.url));

/** The lines of a program to which the rule objects. */
function refusedLines(lines: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "same-bits-"));
  const rules = { "core/same-bits": "error" };
  writeFileSync(
    join(folder, "config.json"),
    JSON.stringify({ jsPlugins: [plugin], plugins: [], categories: {}, rules }),
  );
  writeFileSync(join(folder, "program.js"), lines.join("\n"));
  const options = ["-c", "config.json", "-f", "json", "program.js"];
  try {
    execFileSync(process.execPath, [linter, ...options], { cwd: folder, encoding: "utf8" });
    return [];
  } catch (error) {
    const { diagnostics } = JSON.parse((error as { stdout: string }).stdout) as {
      diagnostics: { code: string; labels: { span: { line: number } }[] }[];
    };
    const places = diagnostics
      .filter(({ code }) => code === "core(same-bits)")
      .map(({ labels }) => labels[0].span.line);
    return [...new Set(places)].toSorted((a, b) => a - b).map((place) => lines[place - 1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("what the standards do not fix to the last bit is refused, however it is reached", () => {
  const refused = [
    "f(Math.exp(1));",
    "f([1, 2].map(Math.log1p));",
    'f(Math["pow"](2, 3));',
    "f(Math?.hypot(3, 4));",
    "f(Math[name](2));",
    "const { exp, log: renamed } = Math;",
    "const platform = Math;",
    'f(Reflect.get(Math, "sin"));',
    "f({ Math });",
    "f(globalThis[Math].sqrt);",
    "f(x ** 2);",
    "f(2 ** x);",
    "f(2 ** 0.5);",
    "f(10 ** -3);",
    "x **= 2;",
  ];
  expect(refusedLines(refused)).toEqual(refused);
});

test("what the standards fix is allowed", () => {
  const allowed = [
    "f(Math.sqrt(2), Math.abs(-1), Math.floor(x), Math.imul(3, x), Math.fround(x), Math.PI, Math.LN2);",
    "f(2 ** -53, 2 ** 52, 10n ** 20n, 10n ** n);",
    "f(exp(1), pow(x, 2), own.Math, { Math: 1 });",
  ];
  expect(refusedLines(allowed)).toEqual([]);
});
