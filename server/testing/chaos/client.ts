import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type Simulation } from "../../../experiments/result/simulation-handle.ts";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import type { Random } from "../../../policies/random/random.ts";
import type { Accepted, Ledger } from "./ledger.ts";
import { drawOne, drawSpec, drawWeighted } from "./shapes.ts";
import { hashOfText } from "./truth.ts";

/** Unfinished simulations beyond which nothing new is started: there are to be some, and all are to end one day. */
const MOST_UNFINISHED = 8;
const LONGEST_PAUSE_MILLISECONDS = 100;
const RESULT_SAMPLE = 3;

interface ClientOptions {
  /** Whether a request that gets no answer is no fault. */
  mayFail: () => boolean;
  /** The most replications of what it starts. */
  most?: number;
}

/** One of those who use the server as long as it lives, at random. */
export class Client {
  readonly #url: string;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #options: ClientOptions;
  readonly #actions: readonly (readonly [() => Promise<void>, number])[] = [
    [() => this.postNew(), 4],
    [() => this.#postEqual(), 1],
    [() => this.#deleteBegun(), 1],
    [() => this.#restartCancelled(), 1],
    [() => this.#lookAtOne(), 4],
    [() => this.#lookAtResults(), 1],
  ];

  constructor(url: string, ledger: Ledger, random: Random, options: ClientOptions) {
    this.#url = url;
    this.#ledger = ledger;
    this.#random = random;
    this.#options = options;
  }

  async actUntil(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await drawWeighted(this.#random, this.#actions)();
      await sleep(this.#random.below(LONGEST_PAUSE_MILLISECONDS));
    }
  }

  async postNew(): Promise<void> {
    if (this.#unfinished.length < MOST_UNFINISHED) await this.#post(drawSpec(this.#random, this.#options.most));
  }

  /** Cancels one that is not at its end, as far as one knows. */
  async deleteOne(): Promise<void> {
    await this.#delete(this.#unfinished);
  }

  /** Looks at everything that was not at its end. */
  async lookAtUnfinished(): Promise<void> {
    for (const accepted of this.#unfinished) await this.look(accepted);
  }

  async look(accepted: Accepted): Promise<void> {
    await this.#ask(accepted);
  }

  async lookAtResult(accepted: Accepted): Promise<void> {
    const response = await this.#fetch(`/api/v1/simulations/${accepted.id}/result`);
    if (!response) return;
    const text = await response.text().catch(() => undefined);
    if (text === undefined) this.#missing();
    else if (response.status === 200) this.#ledger.seeResult(accepted, hashOfText(text));
    else if (response.status === 409) this.#ledger.seeResult(accepted, null);
    else this.#ledger.blame(response.status === 404 ? "lost" : "failed request", `${response.status} ${text}`);
  }

  get #unfinished() {
    return this.#ledger.of(({ last }) => !last || !isTerminal(last.state));
  }

  async #postEqual(): Promise<void> {
    const twin = drawOne(this.#random, this.#unfinished);
    if (twin) await this.#post(twin.spec);
  }

  /** Cancels one that leaves a partial result. */
  async #deleteBegun(): Promise<void> {
    await this.#delete(this.#unfinished.filter(({ last }) => last && last.progress.completedReplications > 0));
  }

  async #delete(candidates: readonly Accepted[]): Promise<void> {
    const accepted = drawOne(
      this.#random,
      candidates.filter(({ isBusy }) => !isBusy),
    );
    if (!accepted) return;
    accepted.isCancelSent = true;
    await this.#ask(accepted, { method: "DELETE" });
  }

  async #restartCancelled(): Promise<void> {
    const cancelled = drawOne(
      this.#random,
      this.#ledger.of(({ last }) => last?.state === "cancelled"),
    );
    if (cancelled && this.#unfinished.length < MOST_UNFINISHED) await this.#post(cancelled.spec);
  }

  async #lookAtOne(): Promise<void> {
    const accepted =
      drawOne(this.#random, this.#unfinished) ??
      drawOne(
        this.#random,
        this.#ledger.of(() => true),
      );
    if (accepted) await this.look(accepted);
  }

  async #lookAtResults(): Promise<void> {
    const ended = this.#ledger.of(({ last }) => last !== undefined && isTerminal(last.state));
    for (let i = 0; i < RESULT_SAMPLE && ended.length > 0; i++) await this.lookAtResult(drawOne(this.#random, ended)!);
  }

  async #post(spec: SimulationSpecInput): Promise<void> {
    const wait = this.#random.below(4) === 0 ? "wait=1" : "wait=0";
    const response = await this.#fetch("/api/v1/simulations", {
      method: "POST",
      headers: { "Content-Type": "application/json", Prefer: wait },
      body: JSON.stringify(spec),
    });
    if (!response) return;
    // Full is an honest answer: nothing was accepted.
    if (response.status === 429 || response.status === 503) return;
    if (!response.ok) {
      this.#ledger.blame("failed request", `POST: ${response.status} ${await response.text().catch(() => "")}`);
      return;
    }
    const accepted = this.#ledger.accept(response.headers.get("location")!.split("/").at(-1)!, spec);
    accepted.isBusy = true;
    await this.#take(accepted, response);
    accepted.isBusy = false;
  }

  async #ask(accepted: Accepted, request?: RequestInit): Promise<void> {
    if (accepted.isBusy) return;
    accepted.isBusy = true;
    const response = await this.#fetch(`/api/v1/simulations/${accepted.id}`, request);
    if (response?.ok) await this.#take(accepted, response);
    else if (response) {
      const detail = `${accepted.id}: ${response.status} ${await response.text().catch(() => "")}`;
      this.#ledger.blame(response.status === 404 ? "lost" : "failed request", detail);
    }
    accepted.isBusy = false;
  }

  async #take(accepted: Accepted, response: Response): Promise<void> {
    const simulation = (await response.json().catch(() => undefined)) as Simulation | undefined;
    if (simulation) this.#ledger.see(accepted, simulation);
    else this.#missing();
  }

  async #fetch(path: string, request?: RequestInit): Promise<Response | undefined> {
    try {
      return await fetch(new URL(path, this.#url), request);
    } catch {
      this.#missing();
      return undefined;
    }
  }

  #missing(): void {
    if (!this.#options.mayFail()) this.#ledger.blame("failed request", "no answer from a server that was not killed");
  }
}
