import type { Request, RequestHandler, Response } from "express";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { javascriptEngine, packageVersion } from "../engine.ts";
import type { EventStream } from "./event-stream.ts";

/** The counters of services, read when metrics are requested. */
export interface Measured {
  simulations: { readonly census: Record<"queued" | "running", number>; readonly mergedReplications: number };
  questions: Record<"census" | "longCensus", Record<"waiting" | "running", number>>;
  streams: ReadonlySet<EventStream>;
}

/** Buckets from an answer of the event loop to `Prefer: wait=60`. */
const DURATION_SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60];
/** The route label of pages, files and unknown paths. */
const NO_ROUTE = "other";
const METHODS = new Set(["GET", "HEAD", "POST", "DELETE", "OPTIONS"]);

/** Prometheus metrics of one application: its process, requests, simulations and questions. No path, id or address. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time until the whole answer was sent; its count is that of requests.",
    labelNames: ["method", "route", "status"],
    buckets: DURATION_SECONDS,
    registers: [this.#registry],
  });

  constructor({ simulations, questions, streams }: Measured) {
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge("bandit_lab_simulations", "Simulations by state.", () => simulations.census);
    this.#gauge("bandit_lab_costly_questions", "Costly questions by state.", () => questions.census);
    const long = "Those of them by state that are planned to take, or have taken, more than two seconds.";
    this.#gauge("bandit_lab_long_questions", long, () => questions.longCensus);
    this.#gauge("bandit_lab_event_streams", "Event streams by state.", () => ({ open: streams.size }));
    this.#countReplications(simulations);
    this.#describeBuild();
  }

  /** Times every request; it must be the first middleware. */
  readonly measure: RequestHandler = (request, response, next) => {
    const stop = this.#durations.startTimer();
    response.once("close", () => stop(labelsOf(request, response)));
    next();
  };

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    return await this.#registry.metrics();
  }

  #gauge(name: string, help: string, census: () => Record<string, number>): void {
    const collect = function (this: Gauge<"state">) {
      for (const [state, count] of Object.entries(census())) this.set({ state }, count);
    };
    this.#registry.registerMetric(new Gauge({ name, help, labelNames: ["state"], registers: [], collect }));
  }

  #countReplications(simulations: Measured["simulations"]): void {
    const collect = function (this: Counter) {
      this.reset();
      this.inc(simulations.mergedReplications);
    };
    const name = "bandit_lab_replications_total";
    const help = "Replications completed by this process.";
    this.#registry.registerMetric(new Counter({ name, help, registers: [], collect }));
  }

  #describeBuild(): void {
    const build = { version: packageVersion, engine: ENGINE_VERSION, javascript: javascriptEngine };
    const labelNames = Object.keys(build);
    const name = "bandit_lab_build_info";
    new Gauge({ name, help: "Always 1.", labelNames, registers: [this.#registry] }).set(build, 1);
  }
}

function labelsOf({ method, route }: Request, { headersSent, statusCode }: Response) {
  return {
    method: METHODS.has(method) ? method : "other",
    route: (route as { path: string } | undefined)?.path ?? NO_ROUTE,
    // A client that left before its answer has no status.
    status: headersSent ? `${Math.floor(statusCode / 100)}xx` : "none",
  };
}
