import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { type Config, configuration } from "./config.ts";
import { runsFromSource } from "./engine.ts";
import { createStrictServer } from "./http/strict-server.ts";
import { startServices } from "./services.ts";
import { StoreUnusable } from "./domain-errors.ts";
import { printLine } from "./terminal.ts";
import { untilSignal } from "./until-signal.ts";

interface RunningServer {
  url: string;
  /** Stops accepting, ends event streams, saves what is running. */
  close(): Promise<void>;
  /** Rejects when another server has taken over the store: this one must not write again. */
  lostStore: Promise<never>;
}

/** Time for open requests to complete after the server was told to stop. */
const GRACE_MILLISECONDS = 5000;
const IDLE_MILLISECONDS = 50;

/** Starts the server. Settings that are not given come from the environment. */
export async function serve(set: Partial<Config> = {}): Promise<RunningServer> {
  // From source a thread loads slowly, and `npm run dev` starts anew with every change: threads start when they are needed.
  const config = configuration(process.env, { warmUp: !runsFromSource, ...set });
  let lose = () => {};
  const lostStore = new Promise<never>((_, reject) => {
    lose = () => reject(new StoreUnusable("Another server has taken over the database."));
  });
  lostStore.catch(() => {});
  const services = await startServices(config, {}, lose);
  const server = createStrictServer(createApp(services));
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
    // A connection that becomes idle later would be kept for a next request.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_MILLISECONDS);
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MILLISECONDS);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
    await services.stop();
  };
  return { url: `http://${config.host ?? "localhost"}:${(server.address() as AddressInfo).port}/`, close, lostStore };
}

/** Serves until the process is told to stop, and prints the address to standard output. */
export async function serveUntilSignal(set: Partial<Config> = {}): Promise<void> {
  const server = await serve(set);
  printLine(`Bandit Lab is at ${server.url}`);
  await Promise.race([untilSignal(), server.lostStore]);
  await server.close();
}
