import type { Config } from "./config.ts";
import type { EventStream } from "./http/event-stream.ts";
import { createLogger, type Logger } from "./http/logging.ts";
import { Metrics } from "./http/metrics.ts";
import { LocalEngine } from "./jobs/local-engine.ts";
import { Questions } from "./jobs/questions.ts";
import { Readiness } from "./readiness.ts";
import { Simulations } from "./simulations.ts";
import { openDatabase, type OpenOptions } from "./store/database.ts";
import { Store } from "./store/store.ts";

/** What the routes ask. */
export interface Services {
  config: Config;
  log: Logger;
  simulations: Simulations;
  questions: Questions;
  /** Event streams that are open. */
  streams: Set<EventStream>;
  metrics: Metrics;
  readiness: Readiness;
}

/** Opens the store, starts the workers, and takes up the simulations that were not finished. */
export async function startServices(config: Config, options?: OpenOptions): Promise<Services> {
  const log = createLogger(config);
  const store = new Store(await openDatabase(config.dataDir, options));
  const engine = new LocalEngine(config);
  if (config.warmUp) engine.warmUp();
  const simulations = new Simulations(store, engine, config, log);
  await simulations.start();
  const measured = { simulations, questions: new Questions(config), streams: new Set<EventStream>() };
  return { config, log, ...measured, metrics: new Metrics(measured), readiness: new Readiness(store, log) };
}

/** Stops all work and saves how far it came. */
export async function stopServices({ simulations, questions }: Services): Promise<void> {
  await Promise.all([simulations.close(), questions.stop()]);
}
