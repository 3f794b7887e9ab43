import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(import.meta.dirname, "../..");
const ROOMS = ["policies", "experiments", "server", "client", ".ci"];

export type Kind = "quick" | "isolated" | "long" | "long-isolated";

/**
 * The kind of a test file, by its name and text. Files of a kind share their modules, except isolated ones.
 *
 * - long: named `*.e2e.test.ts`, as it starts the built programs, most in a browser; or its first line says why it is slow,
 *   `// Slow: reason`
 * - isolated, long-isolated: replaces modules or loads them anew, or says in its first lines what else it needs modules of
 *   its own for, `// Isolated: reason`
 * - quick: every other
 */
export function kindOf(file: string, text: string): Kind {
  if (isEndToEnd(file)) return "long";
  const isIsolated = /^(\/\/ Slow: .*\n)?\/\/ Isolated: /.test(text) || /\bvi\.(mock|doMock|resetModules)\(/.test(text);
  if (text.startsWith("// Slow: ")) return isIsolated ? "long-isolated" : "long";
  return isIsolated ? "isolated" : "quick";
}

export function isEndToEnd(file: string): boolean {
  return file.endsWith(".e2e.test.ts");
}

/** The project's test files of a kind, as paths from the project's folder. */
export function testFiles(kind: Kind): string[] {
  return ROOMS.flatMap(filesOf).filter((file) => kindOf(file, readFileSync(join(PROJECT, file), "utf8")) === kind);
}

function filesOf(room: string): string[] {
  const files = readdirSync(join(PROJECT, room), { recursive: true, encoding: "utf8" });
  const isTest = (file: string) => file.endsWith(".test.ts") && !/^(dist|node_modules)\b/.test(file);
  return files.filter(isTest).map((file) => join(room, file));
}
