/**
 * `npm run dev`: the API and the dashboard from source, at one address. A change of the server, the experiments or the
 * policies restarts the API; a change of the dashboard reloads it in the browser, in place where it can.
 *
 * PORT is the page's port (8080); the API has another, and takes its other settings from the environment as `npm start`
 * does. An API that cannot start prints why, and starts again after the next change.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { printLine } from "../terminal.ts";
import { untilSignal } from "../until-signal.ts";
import { freePort } from "./free-port.ts";

const project = join(import.meta.dirname, "../..");
/** Threads load their programs by themselves, so all sources are watched, not only what the server imports. */
const WATCHED = ["--include", "{policies,experiments,server}/**/*.ts", "--exclude", "**/{testing,dist}/**"];
const TESTS = ["--exclude", "**/*.test.ts", "--exclude", "**/*.reference.ts", "--exclude", "**/*.bench.ts"];
const API_PATHS = ["/api", "/healthz", "/readyz", "/metrics"];

function startApi(port: number) {
  const tsx = fileURLToPath(import.meta.resolve("tsx/cli"));
  const args = [tsx, "watch", "--clear-screen=false", ...WATCHED, ...TESTS, "server/main.ts"];
  const api = spawn(process.execPath, args, {
    cwd: project,
    env: { LOG_LEVEL: "warn", ...process.env, PORT: String(port), HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // The API's own address is of no use: the page's passes its paths on.
  createInterface(api.stdout).on("line", (line) =>
    printLine(line.includes(" is at http:") ? "The API is ready." : line),
  );
  return { exited: once(api, "exit"), stop: () => api.kill("SIGTERM") };
}

async function startDashboard(apiPort: number) {
  const target = `http://127.0.0.1:${apiPort}`;
  const proxy = Object.fromEntries(API_PATHS.map((path) => [path, target]));
  const server = await createServer({
    root: join(project, "client"),
    logLevel: "warn",
    server: { host: "127.0.0.1", port: Number(process.env.PORT || 8080), strictPort: true, proxy },
  });
  return await server.listen();
}

const apiPort = await freePort();
const dashboard = await startDashboard(apiPort);
const api = startApi(apiPort);
printLine(`Bandit Lab is at ${dashboard.resolvedUrls!.local[0]} (from source; Ctrl-C ends it)`);
const isAsked = await Promise.race([untilSignal().then(() => true), api.exited.then(() => false)]);
api.stop();
await Promise.all([api.exited, dashboard.close()]);
process.exit(isAsked ? 0 : 1);
