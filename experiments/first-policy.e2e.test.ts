// Slow: follows a page of the documentation word by word in a copy of the project.
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const project = fileURLToPath(new URL("../", import.meta.url));
const page = readFileSync(join(project, "docs/your-first-policy.md"), "utf8");
/** The page's blocks of code: a language, perhaps a file, and its text. */
const blocks = [...page.matchAll(/^```(\w+)(?: (\S+))?\n([^]*?)^```$/gm)].map(([, language, file, text]) => ({
  language,
  file,
  text,
}));

const copy = mkdtempSync(join(tmpdir(), "bandit-lab-first-policy-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The two lines that the page adds to the list: an import, and an entry. */
function addToList(list: string, text: string): string {
  const [line, entry] = text.trimEnd().split("\n");
  return `${line}\n${list.replace("export const definitions = [\n", `export const definitions = [\n${entry}\n`)}`;
}

test("the page that adds a policy holds, followed word by word", () => {
  for (const name of [
    "policies",
    "experiments",
    "server",
    "client",
    "docs",
    "LICENSE",
    "package.json",
    "vitest.config.ts",
    "tsconfig.json",
    "rolldown.config.ts",
    ".ci",
  ]) {
    const isSource = (path: string) => !path.startsWith(join(project, "experiments/dist"));
    cpSync(join(project, name), join(copy, name), { recursive: true, filter: isSource });
  }
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
  const printed: string[] = [];
  for (const { language, file, text } of blocks) {
    if (file === "policies/definitions.ts") {
      const list = join(copy, file);
      writeFileSync(list, addToList(readFileSync(list, "utf8"), text));
    } else if (file !== undefined) writeFileSync(join(copy, file), text);
    else if (language === "sh") {
      // Types and format of the copy are those of the project, which has tests of its own for them.
      const commands = text
        .trimEnd()
        .split("\n")
        .filter((command) => !command.includes("lint"));
      for (const command of commands) {
        const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
        printed.push(execFileSync("sh", ["-c", command], { cwd: copy, encoding: "utf8", env }));
      }
    }
  }
  const [tests, question, regret] = printed;
  expect(tests).toMatch(/Tests\s+\d{3,} passed/);
  expect(question).toMatch(/b .* 1 /);
  expect(regret).toMatch(/10 .* 1 /);
});
