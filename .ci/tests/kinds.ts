import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PROJECT = join(import.meta.dirname, "../..");
const ROOMS = ["policies", "experiments", "server", "client", ".ci"];

export type Kind = "quick" | "isolated" | "slow" | "slow-isolated" | "e2e";

/**
 * The kind of a test file, by its name and text:
 *
 * - e2e: named `*.e2e.test.ts`; starts the built programs, most in a browser
 * - slow: its first line says why it is, `// Slow: reason`
 * - isolated: replaces modules or loads them anew, or says in its first line what else it needs modules of its own for,
 *   `// Isolated: reason`
 * - slow-isolated: slow, and replaces modules or loads them anew
 * - quick: every other
 *
 * Files of the same kind share their modules, except isolated ones.
 */
export function kindOf(file: string, text: string): Kind {
  if (file.endsWith(".e2e.test.ts")) return "e2e";
  const isIsolated = text.startsWith("// Isolated: ") || /\bvi\.(mock|doMock|resetModules)\(/.test(text);
  if (text.startsWith("// Slow: ")) return isIsolated ? "slow-isolated" : "slow";
  return isIsolated ? "isolated" : "quick";
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
