import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const cache = join(import.meta.dirname, "../../node_modules/.cache/bun");

/** BUN_PATH, else the current bun of npm, which runs JavaScriptCore. It is fetched on demand and is not a dependency. */
export async function bunPath(): Promise<string> {
  if (process.env.BUN_PATH !== undefined) return process.env.BUN_PATH;
  const name = `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
  const { stdout } = await run("npm", ["view", name, "version"]);
  const version = stdout.trim();
  const folder = join(cache, version);
  const path = join(folder, "bin/bun");
  if (await run(path, ["--version"]).catch(() => undefined)) return path;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, "fetch-"));
  await run("npm", ["pack", `${name}@${version}`, "--pack-destination", fresh], { cwd: fresh });
  await run("sh", ["-c", "tar -xzf *.tgz --strip-components=1 && rm *.tgz"], { cwd: fresh });
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
  return path;
}
