import { setTimeout as sleep } from "node:timers/promises";
import type { Simulation } from "../../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import type { Exchange } from "./processes.ts";

const SIMULATIONS = "/api/v1/simulations";

/** The measurements of the server's process since the last call. */
export interface Strain {
  /** Milliseconds between turns of the event loop as a timer of 10 ms meets them: 10 is the least. */
  p50: number;
  p99: number;
  max: number;
  memoryBytes: number;
}

interface Init {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** The server under load as its clients know it. */
export class LabClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** A request and the answer that it gets. */
  async exchange(name: string, method: Exchange["method"], path: string, body?: object): Promise<Exchange> {
    const text = body && JSON.stringify(body);
    const response = await this.#fetch(path, { method, body: text, headers: { "Accept-Encoding": "identity" } });
    return { name, method, path, body: text, type: response.headers.get("content-type")!, text: await response.text() };
  }

  /** Runs a simulation to its end; the path of its result. */
  async finished(spec: SimulationSpecInput): Promise<string> {
    const { state, links } = await this.start(spec, 60);
    if (state !== "succeeded") throw new Error(`a simulation is ${state} after a minute`);
    return links.result;
  }

  async start(spec: SimulationSpecInput, wait = 0): Promise<Simulation> {
    const headers = { Prefer: `wait=${wait}` };
    return await this.#json(SIMULATIONS, { method: "POST", headers, body: JSON.stringify(spec) });
  }

  /** Waits until a simulation has something to show. */
  async firstData(simulation: Simulation): Promise<void> {
    while ((await this.find(simulation)).progress.completedReplications === 0) await sleep(100);
  }

  /** @throws Error where it has ended before what it should lie beside */
  async expectRunning(simulation: Simulation): Promise<void> {
    const { state, error } = await this.find(simulation);
    if (state !== "running") throw new Error(`the maximal simulation is ${state}: ${error}`);
  }

  /** The status of an answer, which is read to its end. */
  async post(path: string, body: string, signal?: AbortSignal): Promise<number> {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch(new URL(path, this.url), { method: "POST", headers, body, signal });
    await response.arrayBuffer();
    return response.status;
  }

  /** The problem that a body meets. */
  async refusal(path: string, body: object): Promise<string> {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return await (await fetch(new URL(path, this.url), init)).text();
  }

  async cancel({ links }: Simulation): Promise<void> {
    await this.#fetch(links.self, { method: "DELETE" });
  }

  /** Looking at it begins a new window. */
  async strain(): Promise<Strain> {
    const text = await (await this.#fetch("/metrics")).text();
    const metric = (name: string) => Number(new RegExp(`^${name} (.*)$`, "m").exec(text)![1]);
    const [p50, p99, max] = ["p50", "p99", "max"].map((name) => 1000 * metric(`nodejs_eventloop_lag_${name}_seconds`));
    return { p50, p99, max, memoryBytes: metric("process_resident_memory_bytes") };
  }

  async find({ links }: Simulation): Promise<Simulation> {
    return await this.#json(links.self);
  }

  async #json(path: string, init?: Init): Promise<Simulation> {
    return (await (await this.#fetch(path, init)).json()) as Simulation;
  }

  async #fetch(path: string, init: Init = {}): Promise<Response> {
    const headers = { ...(init.body && { "Content-Type": "application/json" }), ...init.headers };
    const response = await fetch(new URL(path, this.url), { ...init, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
