// Slow: starts the command line for every kind of output, and stops simulations midway.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { resultCsv } from "../../experiments/result/result-csv.ts";
import { simulate } from "../../experiments/result/simulate.ts";
import type { SimulationSpecInput } from "../../experiments/spec/spec.ts";
import { run, runInto, runUntil } from "../testing/command-line.ts";
import { openResultFile } from "./result-file.ts";

const folder = mkdtempSync(join(tmpdir(), "bandit-lab-out-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = (name: string) => join(folder, name);
const openResult = (file: string) => openResultFile(file, resultCsv);

const spec: SimulationSpecInput = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "uniform" }],
  horizon: 10,
  replications: 20,
  seed: 8,
};
const result = simulate(spec);
const json = `${JSON.stringify(result)}\n`;
const partial = { ...result, complete: false, completedReplications: 7 };
const input = JSON.stringify(spec);
const hasFull = existsSync("/dev/full");
const isRoot = process.getuid?.() === 0;

describe("what cannot be written is said before anything is computed", () => {
  mkdirSync(path("folder.json"));
  mkdirSync(path("locked"));
  writeFileSync(path("locked.json"), "");
  writeFileSync(path("plain.txt"), "");
  symlinkSync("loop.json", path("loop.json"));
  symlinkSync(join("missing", "result.json"), path("dangling.json"));
  chmodSync(path("locked"), 0o500);
  chmodSync(path("locked.json"), 0o400);

  test.each([
    ["no folder", join("missing", "result.json"), "ENOENT: no such file or directory"],
    ["a folder", "folder.json", "is a folder"],
    ["a file in place of a folder", join("plain.txt", "result.csv"), "ENOTDIR: not a directory"],
    ["a link in a circle", "loop.json", "ELOOP"],
    ["a link into a folder that is missing", "dangling.json", "ENOENT"],
    ["a name that is too long", `${"x".repeat(300)}.csv`, "ENAMETOOLONG: name too long"],
    ["another kind of file", "result.xlsx", "must end in .json or .csv"],
    ["a kind in another place", "result.json.gz", "must end in .json or .csv"],
    ["no kind", "json", "must end in .json or .csv"],
  ])("%s", async (_, name, message) => {
    await expect(openResult(path(name))).rejects.toThrow(message);
  });

  test.skipIf(isRoot).each([
    ["a folder that may not be written", join("locked", "result.json")],
    ["a file that may not be written", "locked.json"],
  ])("%s", async (_, name) => {
    await expect(openResult(path(name))).rejects.toThrow("EACCES: permission denied");
  });

  test("on the command line, by exit code 2, without a word of progress or a result", async () => {
    const enormous = JSON.stringify({ ...spec, horizon: 1_000_000, replications: 1_000_000 });
    const { stdout, stderr, code } = await run(["simulate", "-", "--out", path("folder.json")], enormous);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(stderr).toBe(`Cannot read or write: ${path("folder.json")} is a folder; it must be a .json or .csv file\n`);
  });
});

describe("a file has all of a result or what it had before", () => {
  test("it is replaced in one step, with its permissions, and nothing is left beside it", async () => {
    mkdirSync(path("alone"));
    const name = join("alone", "result.JSON");
    writeFileSync(path(name), "before");
    chmodSync(path(name), 0o640);
    const file = await openResult(path(name));
    expect(readFileSync(path(name), "utf8")).toBe("before");
    const before = openSync(path(name), "r");
    expect(await file.write(result)).toBe(path(name));
    // A reader that had it open still reads the former file.
    expect(readFileSync(before, "utf8")).toBe("before");
    closeSync(before);
    expect(readFileSync(path(name), "utf8")).toBe(json);
    expect(statSync(path(name)).mode & 0o777).toBe(0o640);
    expect(readdirSync(path("alone"))).toEqual(["result.JSON"]);
  });

  test("a partial result makes a new file, and goes beside one that is there", async () => {
    const file = await openResult(path("cut.csv"));
    expect(await file.write(partial)).toBe(path("cut.csv"));
    const again = await openResult(path("cut.csv"));
    expect(await again.write({ ...partial, completedReplications: 3 })).toBe(path("cut.partial.csv"));
    expect(readFileSync(path("cut.csv"), "utf8")).toBe(resultCsv(partial));
    expect(readFileSync(path("cut.partial.csv"), "utf8")).toMatch(/,3,20\r\n$/);
  });

  test.each([
    ["a link to a file", "target.json", "link.json"],
    ["a link to a file that is not there yet", "new.json", "early.json"],
  ])("%s stays a link, and the file is written", async (_, target, link) => {
    if (target === "target.json") writeFileSync(path(target), "before");
    symlinkSync(target, path(link));
    await (await openResult(path(link))).write(result);
    expect(readFileSync(path(target), "utf8")).toBe(json);
    expect(readFileSync(path(link), "utf8")).toBe(json);
    expect(statSync(path(target)).isFile()).toBe(true);
    rmSync(path(target));
    expect(existsSync(path(link))).toBe(false);
  });

  test("one whose folder is gone by the end is not written, and the error says so", async () => {
    mkdirSync(path("gone"));
    const file = await openResult(path(join("gone", "result.json")));
    rmSync(path("gone"), { recursive: true });
    await expect(file.write(result)).rejects.toThrow("ENOENT");
  });
});

test("a pipe is written, and stays a pipe", async () => {
  execFileSync("mkfifo", [path("pipe.csv")]);
  const opening = openResult(path("pipe.csv"));
  const reader = openSync(path("pipe.csv"), "r+");
  await (await opening).write(result);
  const bytes = Buffer.alloc(resultCsv(result).length);
  readSync(reader, bytes);
  closeSync(reader);
  expect(bytes.toString()).toBe(resultCsv(result));
  expect(statSync(path("pipe.csv")).isFIFO()).toBe(true);
});

describe("standard output under another name has the result and nothing else", () => {
  test.each([
    ["/dev/stdout", [], json],
    ["/dev/stdout", ["--json"], json],
    ["/proc/self/fd/1", [], json],
  ])("%s %j", async (name, options, expected) => {
    const { stdout, code } = await run(["simulate", "-", "--workers", "1", "--out", name, ...options], input);
    expect({ stdout, code }).toEqual({ stdout: expected, code: 0 });
  });

  test("a file that standard output is appended to keeps what it has", async () => {
    writeFileSync(path("appended.csv"), "before\r\n");
    const output = openSync(path("appended.csv"), "a");
    const { code } = await runInto(output, ["simulate", "-", "--out", path("appended.csv")], input);
    closeSync(output);
    expect(code).toBe(0);
    expect(readFileSync(path("appended.csv"), "utf8")).toBe(`before\r\n${resultCsv(result)}`);
  });
});

describe.runIf(hasFull)("where the disk is full at the end, the result is elsewhere and the exit code is 3", () => {
  symlinkSync("/dev/full", path("full.csv"));
  const full = () => openSync("/dev/full", "w");
  const kept = (stderr: string) => {
    const file = /The result is in (.*) instead\.\n/.exec(stderr)![1];
    const text = readFileSync(file, "utf8");
    rmSync(dirname(file), { recursive: true });
    return text;
  };

  test.each([
    ["as the CSV that was asked for", "full.csv", [], resultCsv(result)],
    ["as JSON where that was asked for too", "full.csv", ["--json"], json],
  ])("on standard output, %s", async (_, name, options, expected) => {
    const { stdout, stderr, code } = await run(["simulate", "-", "--out", path(name), ...options], input);
    expect({ stdout, code }).toEqual({ stdout: expected, code: 3 });
    expect(stderr).toContain(
      `Cannot write to ${path(name)}: ENOSPC: no space left on device.\nThe result goes to standard output instead.\n`,
    );
  });

  test.each([
    ["standard output is full too", ["--out", "/dev/full"]],
    ["standard output is all there is", ["--json"]],
  ])("in a temporary file, where %s", async (_, options) => {
    const output = full();
    const { stderr, code } = await runInto(output, ["simulate", "-", ...options], input);
    closeSync(output);
    expect(code).toBe(3);
    expect(kept(stderr)).toBe(json);
  });
});

describe("interrupted, the result so far is kept", () => {
  const long = path("long-spec.json");
  writeFileSync(long, JSON.stringify({ ...spec, horizon: 5000, replications: 400_000 }));
  const begun = /[1-9]\d*\/400000/;
  const counts = (csv: string) => csv.trimEnd().split("\r\n").at(-1)!.split(",").slice(-2).map(Number);

  test.each([
    ["SIGINT", 130, 2],
    ["SIGTERM", 143, 1],
  ] as const)("by %s: the CSV says how much of it there is", async (signal, expected, workers) => {
    const out = path(`${signal}.csv`);
    const { stderr, code } = await runUntil(begun, signal, [
      "simulate",
      long,
      "--workers",
      String(workers),
      "--out",
      out,
    ]);
    expect(code).toBe(expected);
    const [completed, replications] = counts(readFileSync(out, "utf8"));
    expect(replications).toBe(400_000);
    expect(stderr).toContain(`Interrupted: ${completed} of 400000 replications are finished and valid.\n`);
    const fewer = simulate({ ...spec, horizon: 5000, replications: completed });
    expect(readFileSync(out, "utf8").replaceAll(",400000\r\n", `,${completed}\r\n`)).toBe(resultCsv(fewer));
  });

  test("a file that is there keeps what it has, before the first replication and after", async () => {
    const out = path("kept.json");
    writeFileSync(out, "before");
    const command = ["simulate", long, "--workers", "1", "--out", out];
    const early = await runUntil(/ 0\/400000/, "SIGINT", command);
    expect(early.code).toBe(130);
    const late = await runUntil(begun, "SIGINT", command);
    expect(late.stderr).toContain(`The partial result is in ${path("kept.partial.json")}.`);
    expect(readFileSync(out, "utf8")).toBe("before");
    expect(JSON.parse(readFileSync(path("kept.partial.json"), "utf8"))).toMatchObject({ complete: false });
  });
});
