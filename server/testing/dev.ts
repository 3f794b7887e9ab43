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
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer, type Plugin } from "vite";
import { printLine } from "../terminal.ts";
import { untilSignal } from "../until-signal.ts";
import { freePort } from "./free-port.ts";

const project = join(import.meta.dirname, "../..");
/** Threads load their programs by themselves, so all sources are watched, not only what the server imports. */
const WATCHED = ["--include", "{policies,experiments,server}/**/*.ts", "--exclude", "**/{testing,dist}/**"];
const TESTS = ["--exclude", "**/*.test.ts", "--exclude", "**/*.reference.ts", "--exclude", "**/*.bench.ts"];
const API_PATHS = ["/api", "/healthz", "/readyz", "/metrics"];
/** How long a request waits for the API to start. */
const PATIENCE_MILLISECONDS = 20_000;

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

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Resolves when a port accepts connections, or when patience is over. */
async function untilAccepting(port: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < deadline && !(await accepts(port))) await sleep(100);
}

/** Holds requests to an API that is starting, so that a page that reloads with it does not find it away. */
const patient = (apiPort: number): Plugin => ({
  name: "patient",
  configureServer({ middlewares }) {
    middlewares.use((request, _, next) => {
      const isForApi = API_PATHS.some((path) => request.url?.startsWith(path));
      void (isForApi ? untilAccepting(apiPort) : Promise.resolve()).then(() => next());
    });
  },
  // The built page has its styles from the beginning; here the script brings them, and the notice would flash.
  transformIndexHtml: () => [{ tag: "style", children: ".not-started { display: none }" }],
});

async function startDashboard(apiPort: number) {
  const target = `http://127.0.0.1:${apiPort}`;
  const proxy = Object.fromEntries(API_PATHS.map((path) => [path, target]));
  const server = await createServer({
    root: join(project, "client"),
    logLevel: "warn",
    plugins: [patient(apiPort)],
    server: { host: "127.0.0.1", port: Number(process.env.PORT || 8080), strictPort: true, proxy },
  });
  return await server.listen();
}

/** Resolves when the process that started this one has ended: npm passes on no signal. */
async function untilOrphaned(): Promise<void> {
  const parent = process.ppid;
  while (process.ppid === parent) await sleep(500);
}

const apiPort = await freePort();
const dashboard = await startDashboard(apiPort);
const api = startApi(apiPort);
printLine(`Bandit Lab is at ${dashboard.resolvedUrls!.local[0]} (from source; Ctrl-C ends it)`);
const asked = Promise.race([untilSignal(), untilOrphaned()]);
const exitCode = await Promise.race([asked.then(() => 0), api.exited.then(() => 1)]);
api.stop();
await Promise.all([api.exited, dashboard.close()]);
process.exit(exitCode);
