import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { exampleResult } from "./example.ts";
import { bibtex, curlCommand } from "./exports.ts";

test("a shell reads the command's body as the specification, quotes included", () => {
  const spec = { ...exampleResult.spec, seed: "it's" };
  const command = curlCommand(spec, "http://lab").replace("curl ", "printf '%s\\n' ");
  const words = execFileSync("sh", ["-c", command], { encoding: "utf8" }).trimEnd().split("\n");
  expect(JSON.parse(words.at(-1) ?? "")).toMatchObject({ seed: "it's", horizon: 1000 });
});

test("a citation holds the hash of the specification", () => {
  expect(bibtex(exampleResult, "http://lab")).toContain(exampleResult.specHash);
});
