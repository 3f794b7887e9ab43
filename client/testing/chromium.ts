import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

/** Flags that keep Chromium working as root and silent on a closed network. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const systemPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export interface Launch {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/** The browser of a test: packed in @sparticuz/chromium, the same for all (Linux x64, needs no system libraries), or installed. */
export type Chromium = "packed" | "installed";

/** CHROMIUM, which is "installed" where CHROMIUM_PATH says where, and otherwise packed where a packed one runs. */
function preferred(): Chromium {
  const { CHROMIUM, CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH !== undefined) return "installed";
  if (CHROMIUM === "packed" || CHROMIUM === "installed") return CHROMIUM;
  return process.platform === "linux" && process.arch === "x64" ? "packed" : "installed";
}

/** How to start a Chromium, which is CHROMIUM_PATH if it is an installed one. */
export async function chromiumLaunch(which = preferred()): Promise<Launch> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((e): e is [string, string] => e[1] !== undefined),
  );
  if (which === "installed") {
    const executablePath = process.env.CHROMIUM_PATH ?? systemPaths.find(existsSync);
    if (executablePath === undefined) throw new Error(`No Chromium is installed: ${systemPaths.join(", ")}.`);
    return { executablePath, args, env: inherited };
  }
  const dir = await unpacked();
  return {
    executablePath: join(dir, "chromium"),
    args,
    // Its NSS libraries are for this process only; its fonts are used only if the system has none.
    env: {
      ...inherited,
      LD_LIBRARY_PATH: join(dir, "al2023/lib"),
      ...(existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(dir, "fonts") }),
    },
  };
}

/** Unpacks once per version, atomically, so that parallel test processes never see a partial browser. */
async function unpacked(): Promise<string> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const { version } = require(join(entry, "../../../package.json")) as { version: string };
  const cache = join(import.meta.dirname, "../../node_modules/.cache/chromium");
  const dir = join(cache, version);
  if (existsSync(dir)) return dir;
  await mkdir(cache, { recursive: true });
  const tmp = await mkdtemp(join(cache, "unpack-"));
  // The package unpacks into os.tmpdir() and adds its own libraries only "on Lambda": a child process with that environment does both.
  const script = `import(${JSON.stringify(entry)}).then((m) => (m.default.default ?? m.default).executablePath())`;
  await promisify(execFile)(process.execPath, ["-e", script], {
    env: { ...process.env, TMPDIR: tmp, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
  await rename(tmp, dir).catch(async (e) => {
    if (!existsSync(dir)) throw e;
    await rm(tmp, { recursive: true, force: true });
  });
  return dir;
}
