import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

const project = join(import.meta.dirname, "../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: project,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => existsSync(join(project, file)));
const documents = files.filter((file) => file.endsWith(".md"));
const textOf = (document: string) => readFileSync(join(project, document), "utf8");

test.each(documents)("%s links to files that exist", (document) => {
  const links = [...textOf(document).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, link]) => link);
  expect(links.filter((link) => !existsSync(join(project, dirname(document), link)))).toEqual([]);
});

test.each(documents)("%s names source files that exist, by their path or the end of it", (document) => {
  const named = [...textOf(document).matchAll(/`([\w./-]+\.(?:tsx?|py|c|sh|json))`/g)].map(([, name]) => name);
  const unknown = named.filter((name) => !files.some((file) => `/${file}`.endsWith(`/${name}`)));
  expect(unknown).toEqual([]);
});

test("ARCHITECTURE's map names every room", () => {
  const rooms = files.flatMap((file) => /^(?:policies|experiments|server|client)\/([\w-]+)\//.exec(file)?.[1] ?? []);
  expect([...new Set(rooms)].filter((room) => !textOf("ARCHITECTURE.md").includes(`${room}/`))).toEqual([]);
});
