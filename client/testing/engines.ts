import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import type { DigestReport } from "../../experiments/testing/digest-cases.ts";
import { bunPath } from "./bun.ts";
import { chromiumLaunch, type Launch } from "./chromium.ts";
import type { DigestServer } from "./digest-server.ts";
import { firefoxPath, openInFirefox } from "./firefox.ts";

/** A JavaScript engine; it throws an `EngineAbsent` if it is not installed. */
export interface Engine {
  name: string;
  digests(server: DigestServer): Promise<DigestReport>;
}

/** Explains why an engine is not available. */
export class EngineAbsent extends Error {}

/** All engines: this Node, those whose paths are in NODES, browsers and JavaScriptCore. */
export function enginesToTry(): Engine[] {
  const nodes = [process.execPath, ...(process.env.NODES ?? "").split(",").filter((path) => path !== "")];
  return [
    ...nodes.map((path): Engine => ({ name: "Node", digests: async () => await inProcess(path, "--import", "tsx") })),
    { name: "Chromium, packed", digests: async (server) => await inChromium(await chromiumLaunch("packed"), server) },
    { name: "Chromium, installed", digests: async (server) => await inChromium(await installedChromium(), server) },
    { name: "JavaScriptCore", digests: async () => await inProcess(await fetchedBun()) },
    { name: "Firefox", digests: inFirefox },
  ];
}

async function inProcess(path: string, ...flags: string[]): Promise<DigestReport> {
  const program = fileURLToPath(new URL("../../experiments/testing/run-digests.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(path, [...flags, program], { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as DigestReport;
}

async function installedChromium(): Promise<Launch> {
  return await chromiumLaunch("installed").catch(() => {
    throw new EngineAbsent("set CHROMIUM_PATH, or install one");
  });
}

/** The digests of a Chromium, with its full version, which its user agent hides. */
export async function inChromium(launch: Launch, server: DigestServer): Promise<DigestReport> {
  const browser = await chromium.launch(launch);
  try {
    const page = await browser.newPage();
    const { digests } = await server.report(async (url) => await page.goto(url));
    return { version: `Chromium ${browser.version()}`, digests };
  } finally {
    await browser.close();
  }
}

async function inFirefox(server: DigestServer): Promise<DigestReport> {
  const path = firefoxPath();
  if (path === undefined) throw new EngineAbsent("set FIREFOX_PATH, or install one");
  let end = async () => {};
  try {
    const { version, digests } = await server.report(async (url) => {
      const firefox = openInFirefox(path, url);
      ({ end } = firefox);
      await firefox.exited;
      throw new Error("Firefox ended before it had posted.");
    });
    return { version: version.replace(/^.*Firefox\//, "Firefox "), digests };
  } finally {
    await end();
  }
}

async function fetchedBun(): Promise<string> {
  try {
    return await bunPath();
  } catch (error) {
    throw new EngineAbsent(`set BUN_PATH, or let npm fetch it: ${(error as Error).message.split("\n")[0]}`);
  }
}
