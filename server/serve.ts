import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type ServerResponse } from "node:http";
import { createApp } from "./app.ts";
import { type Config, configuration } from "./config.ts";
import { untilSignal } from "./until-signal.ts";
import { StoreUnusable } from "./store/store-unusable.ts";
import { startServices } from "./services.ts";

interface RunningServer {
  url: string;
  /** Stops accepting, ends event streams, saves what is running. */
  close(): Promise<void>;
  /** Rejects when another server has taken over the store, so that nothing may be written any more. */
  lostStore: Promise<never>;
}

/** How long requests that are on their way may take after the server was told to stop. */
const GRACE_MILLISECONDS = 5000;
const IDLE_MILLISECONDS = 50;
/** How long a request may take to arrive. */
const ARRIVAL_MILLISECONDS = 30_000;

/** The answer to bytes that are no request at all. */
const MALFORMED = rawProblem("The request cannot be understood.");

function rawProblem(detail: string): string {
  const body = JSON.stringify({ type: "about:blank", title: "Bad Request", status: 400, detail });
  const headers = [
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return ["HTTP/1.1 400 Bad Request", ...headers, "", body].join("\r\n");
}

function refuse(response: ServerResponse, detail: string): void {
  response.writeHead(400, { "Content-Type": "application/problem+json", Connection: "close" });
  response.end(JSON.stringify({ type: "about:blank", title: "Bad Request", status: 400, detail }));
}

/** Starts the server; what is not set comes from the environment. */
export async function serve(set: Partial<Config> = {}): Promise<RunningServer> {
  const config = configuration(process.env, { warmUp: true, ...set });
  let lose = () => {};
  const lostStore = new Promise<never>((_, reject) => {
    lose = () => reject(new StoreUnusable("Another server has taken over the database."));
  });
  lostStore.catch(() => {});
  const services = await startServices(config, {}, lose);
  const app = createApp(services);
  const server = createServer({ requestTimeout: ARRIVAL_MILLISECONDS }, (request, response) => {
    // Express has no path for other forms of a target, and answers them with a page of its own.
    if (request.url?.startsWith("/")) app(request, response);
    else refuse(response, "The target of a request must be a path.");
  });
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end(MALFORMED);
  });
  try {
    server.listen(config.port, config.host);
    await once(server, "listening");
  } catch (error) {
    await services.stop();
    throw error;
  }
  const close = async () => {
    services.simulations.beginClosing();
    const closed = once(server, "close");
    server.close();
    // A connection may become idle later, and would then be kept for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MILLISECONDS);
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
    await services.stop();
  };
  return { url: `http://${config.host ?? "localhost"}:${(server.address() as AddressInfo).port}/`, close, lostStore };
}

/** Serves until the process is told to stop, and says where on standard output. */
export async function serveUntilSignal(set: Partial<Config> = {}): Promise<void> {
  const server = await serve(set);
  process.stdout.write(`Bandit Lab is at ${server.url}\n`);
  await Promise.race([untilSignal(), server.lostStore]);
  await server.close();
}
