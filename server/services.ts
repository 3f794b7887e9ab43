import type { Config } from "./config.ts";
import { BodyRoom } from "./http/body-room.ts";
import type { EventStream } from "./http/event-stream.ts";
import { createLogger, type Logger } from "./log.ts";
import { Metrics } from "./http/metrics.ts";
import { StreamPace } from "./http/stream-pace.ts";
import { BlockEngine } from "./jobs/block-engine.ts";
import { ExactCurveCache } from "./jobs/exact-curve-cache.ts";
import { Questions } from "./questions/questions.ts";
import { RequestThreads } from "./questions/request-threads.ts";
import { SummaryThread } from "./jobs/summary-thread.ts";
import type { Crew } from "./jobs/crew.ts";
import { ThreadCrew } from "./jobs/thread-crew.ts";
import { Readiness } from "./readiness.ts";
import { Results } from "./simulations/results.ts";
import { Simulations } from "./simulations/simulations.ts";
import { Sweeps } from "./sweeps/sweeps.ts";
import type { DatabaseOptions } from "./store/database.ts";
import { openStore } from "./store/open-store.ts";
import type { Store } from "./store/store.ts";

/** The services that routes use. */
export interface Services {
  config: Config;
  log: Logger;
  simulations: Simulations;
  sweeps: Sweeps;
  questions: Questions;
  /** Threads for the parts of requests that would block the event loop. */
  threads: RequestThreads;
  /** Room for bodies of requests until they are read. */
  bodies: BodyRoom;
  /** Open event streams. */
  streams: Set<EventStream>;
  /** Turns of writing to event streams. */
  pace: StreamPace;
  metrics: Metrics;
  readiness: Readiness;
  /** Stops all simulations and questions, and saves how far simulations came. */
  stop(): Promise<void>;
}

/**
 * Opens the store, starts the workers, and continues unfinished simulations.
 *
 * @param lostStore called when another server has taken over the store, after which this one must stop
 */
export async function startServices(
  config: Config,
  options: Pick<DatabaseOptions, "maxPages"> = {},
  lostStore = () => {},
): Promise<Services> {
  const log = createLogger(config);
  const { store, close } = await openStore({ ...config, ...options }, log, lostStore);
  const summaries = new SummaryThread(config.warmUp);
  const curves = new ExactCurveCache();
  const isAlone = config.databaseUrl === undefined;
  const ownCrew = new ThreadCrew(config.threads, {
    isReady: config.warmUp && isAlone,
    // In a cluster these threads compute only curves of cancelled simulations, apart from the curves of the workers.
    curves: isAlone ? curves : curves.apart(),
  });
  const crew = await crewOf(config, { ownCrew, curves }, store, log);
  const engine = new BlockEngine(crew, summaries, config);
  const results = new Results(store, summaries, ownCrew);
  const simulations = new Simulations(store, engine, results, config, log);
  await simulations.start();
  const threads = new RequestThreads(config.threads, config.warmUp);
  const questions = new Questions(threads, config);
  const measured = { simulations, questions, streams: new Set<EventStream>() };
  const stop = async () => {
    await Promise.all([simulations.close(), threads.stop()]);
    await Promise.all([summaries.stop(), ownCrew.stop(), close()]);
  };
  return {
    config,
    log,
    ...measured,
    sweeps: new Sweeps(store, simulations, results, config),
    threads,
    bodies: new BodyRoom(),
    pace: new StreamPace(),
    metrics: new Metrics(measured),
    readiness: new Readiness(store, log),
    stop,
  };
}

/** The workers of the cluster, or without one the threads of this machine. */
async function crewOf(
  { databaseUrl, warmUp }: Config,
  { ownCrew, curves }: { ownCrew: ThreadCrew; curves: ExactCurveCache },
  store: Store,
  log: Logger,
): Promise<Crew> {
  if (databaseUrl !== undefined) {
    // Loaded only for a cluster, because it takes longer to load than everything else.
    const { ClusterCrew } = await import("./jobs/cluster-crew.ts");
    const cluster = new ClusterCrew(store, databaseUrl, log, curves);
    await cluster.ready();
    return cluster;
  }
  if (warmUp) ownCrew.warmUp();
  return ownCrew;
}
