import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { resultCsv as apiCsv } from "../../../server/result-csv.ts";
import { exampleResult } from "./example.ts";
import { bibtex, curlCommand, resultCsv } from "./exports.ts";

test("the CSV has the columns and numbers of the API's", () => {
  const unquoted = resultCsv(exampleResult).replaceAll('"', "");
  expect(unquoted).toBe(apiCsv(exampleResult).replaceAll('"', ""));
});

test("a label cannot become a formula of a spreadsheet", () => {
  const [policy, ...others] = exampleResult.policies;
  const csv = resultCsv({ ...exampleResult, policies: [{ ...policy, label: '=A1+"x"' }, ...others] });
  expect(csv.split("\r\n")[1]).toMatch(/^"'=A1\+""x""",1,/);
});

test("a shell reads the command's body as the specification, quotes included", () => {
  const spec = { ...exampleResult.spec, seed: "it's" };
  const command = curlCommand(spec, "http://lab").replace("curl ", "printf '%s\\n' ");
  const words = execFileSync("sh", ["-c", command], { encoding: "utf8" }).trimEnd().split("\n");
  expect(JSON.parse(words.at(-1) ?? "")).toMatchObject({ seed: "it's", horizon: 1000 });
});

test("a citation holds the hash of the specification", () => {
  expect(bibtex(exampleResult, "http://lab")).toContain(exampleResult.specHash);
});
