// Slow: starts the API and the dashboard from source, and restarts the API twice.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunch } from "../../client/testing/chromium.ts";
import { freePort } from "./free-port.ts";
import { eventually } from "./server.ts";

const project = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "bandit-lab-dev-"));
const isSource = (path: string) => !/\/(dist|node_modules)$/.test(path);
let dev: ChildProcess;
let browser: Browser;
let url: string;
let printed = "";

beforeAll(async () => {
  for (const name of ["policies", "experiments", "server", "client", "package.json", "tsconfig.json"]) {
    cpSync(join(project, name), join(copy, name), { recursive: true, filter: isSource });
  }
  symlinkSync(join(project, "node_modules"), join(copy, "node_modules"));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  dev = spawn(process.execPath, ["--import", "tsx", "server/testing/dev.ts"], {
    cwd: copy,
    // Not that of tests, or React's hot reload would be off.
    env: { ...process.env, NODE_ENV: undefined, PORT: String(port), BANDIT_LAB_DATA: join(copy, ".data") },
  });
  for (const stream of [dev.stdout!, dev.stderr!]) stream.on("data", (text) => (printed += String(text)));
  browser = await chromium.launch(await chromiumLaunch());
  await prints("The API is ready.");
});

afterAll(async () => {
  await browser?.close();
  dev?.kill("SIGKILL");
  rmSync(copy, { recursive: true, force: true });
});

/** Waits until something is printed, and forgets what was printed before. */
async function prints(text: string): Promise<void> {
  await eventually(
    async () => printed,
    () => printed.includes(text),
  );
  printed = "";
}

function edit(file: string, text: string, other: string): void {
  const before = readFileSync(join(copy, file), "utf8");
  expect(before).toContain(text);
  writeFileSync(join(copy, file), before.replace(text, other));
}

const health = async () => await (await fetch(`${url}/healthz`)).text();

test("the API answers anew after a change, and after a mistake that kept it from starting", async () => {
  expect(await health()).toBe('{"status":"ok"}');
  edit("server/routes/health.ts", 'status: "ok"', 'status: "edited"');
  await prints("The API is ready.");
  expect(await health()).toBe('{"status":"edited"}');
  edit("server/main.ts", "await serveUntilSignal(", "await noSuchFunction(");
  await prints("noSuchFunction is not defined");
  edit("server/main.ts", "await noSuchFunction(", "await serveUntilSignal(");
  await prints("The API is ready.");
  expect(await health()).toBe('{"status":"edited"}');
});

test("a page that is open follows a change of the dashboard", async () => {
  const page = await browser.newPage();
  await page.goto(`${url}/lab`);
  await page.getByRole("heading", { name: "Lab", exact: true }).waitFor();
  edit("client/pages/lab/lab-title.tsx", "<h1>Lab</h1>", "<h1>Edited</h1>");
  await page.getByRole("heading", { name: "Edited", exact: true }).waitFor();
  expect(await page.getByRole("heading", { name: "Lab", exact: true }).count()).toBe(0);
});

test("Ctrl-C ends both", async () => {
  const exited = once(dev, "exit");
  dev.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
  await expect(health()).rejects.toThrow("fetch failed");
});
