import type { Config } from "./config.ts";
import type { EventStream } from "./http/event-stream.ts";
import { createLogger, type Logger } from "./http/logging.ts";
import { Metrics } from "./http/metrics.ts";
import { StreamPace } from "./http/stream-pace.ts";
import { BlockEngine } from "./jobs/block-engine.ts";
import { Questions } from "./jobs/questions.ts";
import { SummaryThread } from "./jobs/summary-thread.ts";
import type { Crew } from "./jobs/crew.ts";
import { ThreadCrew } from "./jobs/thread-crew.ts";
import { Readiness } from "./readiness.ts";
import { Results } from "./results.ts";
import { Simulations } from "./simulations.ts";
import type { DatabaseOptions } from "./store/database.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";

/** What the routes ask. */
export interface Services {
  config: Config;
  log: Logger;
  simulations: Simulations;
  questions: Questions;
  /** Event streams that are open, and what they write by turns. */
  streams: Set<EventStream>;
  pace: StreamPace;
  metrics: Metrics;
  readiness: Readiness;
  /** Stops all work and saves how far it came. */
  stop(): Promise<void>;
}

/**
 * Opens the store, starts the workers, and takes up the simulations that were not finished.
 *
 * @param lostStore told when another server has taken over the store: this one must end
 */
export async function startServices(
  config: Config,
  options: Pick<DatabaseOptions, "maxPages"> = {},
  lostStore = () => {},
): Promise<Services> {
  const log = createLogger(config);
  const { store, close } = await openStore({ ...config, ...options }, log, lostStore);
  const summaries = new SummaryThread(config.warmUp);
  const threads = new ThreadCrew(config.threads, { isReady: config.warmUp && config.databaseUrl === undefined });
  const crew = await crewOf(config, threads, store, log);
  const engine = new BlockEngine(crew, summaries, config);
  const simulations = new Simulations(store, engine, new Results(store, summaries, threads), config, log);
  await simulations.start();
  const questions = new Questions(config);
  const measured = { simulations, questions, streams: new Set<EventStream>() };
  const stop = async () => {
    await Promise.all([simulations.close(), questions.stop()]);
    await Promise.all([summaries.stop(), threads.stop(), close()]);
  };
  return {
    config,
    log,
    ...measured,
    pace: new StreamPace(),
    metrics: new Metrics(measured),
    readiness: new Readiness(store, log),
    stop,
  };
}

/** Workers of the cluster where there is one, else the threads of this machine. */
async function crewOf({ databaseUrl, warmUp }: Config, threads: ThreadCrew, store: Store, log: Logger): Promise<Crew> {
  if (databaseUrl !== undefined) {
    // Loaded for a cluster alone: it takes longer to load than all the rest.
    const { ClusterCrew } = await import("./jobs/cluster-crew.ts");
    const cluster = new ClusterCrew(store, databaseUrl, log);
    await cluster.ready();
    return cluster;
  }
  if (warmUp) threads.warmUp();
  return threads;
}
