import { randomUUID } from "node:crypto";
import { canonicalJson } from "../experiments/canonical-json.ts";
import { InvalidInput, type Mistake } from "../experiments/mistakes.ts";
import { isTerminal, type Simulation, type SimulationState } from "../experiments/simulation-handle.ts";
import { planSimulation } from "../experiments/simulation/plan.ts";
import { emptySummary } from "../experiments/simulation/summary.ts";
import { toResult } from "../experiments/simulation/to-result.ts";
import { SimulationSpec, workOf } from "../experiments/spec.ts";
import { ENGINE_VERSION, specHash } from "../experiments/version.ts";
import { javascriptEngine } from "./engine.ts";
import type { Logger } from "./http/logging.ts";
import { tryAgainLater } from "./http/problems.ts";
import type { Engine, Job } from "./jobs/engine.ts";
import type { End, Handle, Store, Work } from "./store/store.ts";

export interface SimulationsOptions {
  workBudget: number;
  waiting: number;
  waitingPerClient: number;
  retentionDays: number;
}

const SAVE_MILLISECONDS = 1000;
/** Saving takes at most one part in so many of the time. */
const SAVE_SHARE = 20;
const FORGET_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

/** Work that is queued or running, as the engine has it. */
interface LiveWork extends Job {
  state: "queued" | "running";
  startTime: string | null;
  /** When it started in this process, and how far it was: what the time left is reckoned from. */
  clock?: { start: number; replications: number };
  /** Whoever started it, as long as it waits. */
  client?: string;
  savedReplications: number;
  countedReplications: number;
  /** Large prefixes are saved less often, so that saving never takes more than a small part of the time. */
  nextSave: number;
  resultText?: { replications: number; isExact: boolean; text: string };
}

/**
 * Simulations as clients see them: handles over work that is shared by the hash of its specification. What a client was
 * told is on the disk before it is told; what runs is in memory, and saved about once a second.
 */
export class Simulations {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #options: SimulationsOptions;
  readonly #log: Logger;
  readonly #live = new Map<string, LiveWork>();
  readonly #watchers = new Map<string, Set<() => void>>();
  /** All changes happen one after another: none sees a half of another. */
  #last: Promise<unknown> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  #isClosing = false;
  #mergedReplications = 0;

  constructor(store: Store, engine: Engine, options: SimulationsOptions, log: Logger) {
    this.#store = store;
    this.#engine = engine;
    this.#options = options;
    this.#log = log;
  }

  get isClosing() {
    return this.#isClosing;
  }

  /** Pieces of work by state, each counted once however many handles it has. */
  get census() {
    const live = [...this.#live.values()];
    const running = live.filter(({ state }) => state === "running").length;
    return { queued: live.length - running, running };
  }

  /** Replications that this process has completed, of whichever work. */
  get mergedReplications() {
    return this.#mergedReplications;
  }

  /** Takes up what was queued or running when the last process ended, however it ended. */
  async start(): Promise<void> {
    for (const work of await this.#store.unfinished()) await this.#resume(work);
    await this.#forget();
    this.#timers = [
      this.#every(SAVE_MILLISECONDS, () => this.#saveAll()),
      this.#every(FORGET_MILLISECONDS, () => this.#forget()),
    ];
  }

  /**
   * A handle of its own on the work of a specification, which is started unless it is running or finished.
   *
   * @throws InvalidInput where the work is over the budget
   * @throws HttpProblem 429 or 503 where too many wait
   */
  async submit(given: SimulationSpec, client: string): Promise<Simulation> {
    checkBudget(given, this.#options.workBudget);
    const text = canonicalJson(given);
    // Equal hashes mean equal bytes from here on, whatever the order of keys was.
    const spec = SimulationSpec.parse(JSON.parse(text));
    const hash = specHash(spec, javascriptEngine);
    return await this.#inTurn(async () => {
      this.#refuseWhenClosing();
      const id = randomUUID();
      const createTime = now();
      const known = await this.#store.work(hash);
      if (known?.state === "succeeded" || this.#live.has(hash)) await this.#store.addHandle(id, hash, createTime);
      else {
        this.#checkRoom(client);
        const summary = known && (await this.#readSummary(hash));
        await this.#store.addWork(id, {
          hash,
          spec: text,
          engineVersion: ENGINE_VERSION,
          javascriptEngine,
          createTime,
          replications: spec.replications,
        });
        const plan = planSimulation(spec);
        this.#run({ hash, spec: text, plan, summary: summary ?? emptySummary(plan) }, client);
      }
      return (await this.find(id))!;
    });
  }

  async find(id: string): Promise<Simulation | undefined> {
    const handle = await this.#store.handle(id);
    const work = handle && (await this.#store.work(handle.hash));
    return work && this.#describe(handle, work);
  }

  /** A simulation and the JSON of its result at the same moment; the result is null as long as there is none. */
  async snapshot(id: string): Promise<{ simulation: Simulation; result: string | null } | undefined> {
    const handle = await this.#store.handle(id);
    const work = handle && (await this.#store.work(handle.hash));
    if (!work) return undefined;
    const simulation = this.#describe(handle, work);
    const live = handle.state === "live" && this.#live.get(handle.hash);
    if (live) return { simulation, result: this.#resultText(live) };
    const isOwn = handle.state !== "live";
    return { simulation, result: await (isOwn ? this.#store.handleResult(id) : this.#store.workResult(work.hash)) };
  }

  /** Cancels a handle; its work stops with its last live handle. A handle that is at its end stays as it is. */
  async cancel(id: string): Promise<Simulation | undefined> {
    for (;;) {
      const pending = await this.#inTurn(() => this.#tryToCancel(id));
      if (!pending) return await this.find(id);
      this.#refuseWhenClosing();
      if (!pending.exact) await this.#nextChange(pending.hash);
    }
  }

  /** Cancels a handle, or says for which work's exact curves that must wait: what it leaves behind is final. */
  async #tryToCancel(id: string): Promise<LiveWork | undefined> {
    const handle = await this.#store.handle(id);
    const live = handle && this.#live.get(handle.hash);
    if (handle?.state !== "live" || !live) return undefined;
    const { hash, summary } = live;
    if (summary.replications > 0 && !live.exact) return live;
    if (summary.replications === live.plan.spec.replications) {
      await this.#end(live, (end) => this.#store.succeed(hash, end));
    } else {
      const others = (await this.#store.liveHandles(hash)) - 1;
      await this.#store.cancel(id, this.#endOf(live), others === 0 ? { hash, summary } : undefined);
      if (others === 0) {
        this.#live.delete(hash);
        this.#engine.cancel(hash);
      }
    }
    this.#notify(hash);
    return undefined;
  }

  /** Calls back whenever something about a simulation's work may have changed. Returns what ends that. */
  watch({ specHash }: Simulation, changed: () => void): () => void {
    return this.#watch(specHash, changed);
  }

  /** The simulation at its end, or as it is after a time, when the caller is gone, or when the server closes. */
  async finished(simulation: Simulation, milliseconds: number, gone: AbortSignal): Promise<Simulation> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), milliseconds);
    const hurry = () => over.abort();
    gone.addEventListener("abort", hurry);
    let latest = simulation;
    while (!isTerminal(latest.state) && !over.signal.aborted && !this.#isClosing) {
      const changed = this.#nextChange(latest.specHash, over.signal);
      latest = (await this.find(latest.id)) ?? latest;
      if (isTerminal(latest.state)) break;
      await changed;
    }
    clearTimeout(timer);
    gone.removeEventListener("abort", hurry);
    over.abort();
    return (await this.find(latest.id)) ?? latest;
  }

  /** Takes nothing new any more, and lets whoever watches know. */
  beginClosing(): void {
    this.#isClosing = true;
    for (const hash of this.#watchers.keys()) this.#notify(hash);
  }

  /** Stops all work and saves how far it came; the next process goes on from there. */
  async close(): Promise<void> {
    this.beginClosing();
    for (const timer of this.#timers) clearInterval(timer);
    await this.#engine.stop();
    await this.#inTurn(() => this.#saveAll(true));
    await this.#store.close();
  }

  async #resume(work: Work): Promise<void> {
    const { hash, spec: text } = work;
    const spec = SimulationSpec.safeParse(JSON.parse(text));
    if (work.engineVersion !== ENGINE_VERSION || work.javascriptEngine !== javascriptEngine || !spec.success) {
      const was = `${work.engineVersion} on ${work.javascriptEngine}`;
      const is = `${ENGINE_VERSION} on ${javascriptEngine}`;
      const error = `It was begun by engine ${was}; this is engine ${is}, whose numbers never mix with those. Start it again.`;
      const { startTime, completedReplications } = work;
      await this.#store.fail(hash, { time: now(), startTime, completedReplications, result: null, error });
      return;
    }
    const plan = planSimulation(spec.data);
    const summary = (await this.#readSummary(hash)) ?? emptySummary(plan);
    this.#run({ hash, spec: text, plan, summary }, undefined, work.startTime);
  }

  /** The merged prefix, or nothing if it cannot be read: the work then starts over. */
  async #readSummary(hash: string) {
    try {
      return await this.#store.summary(hash);
    } catch (error) {
      this.#log.warn({ error, hash }, "a saved prefix cannot be read; the simulation starts over");
      return undefined;
    }
  }

  #run(job: Job, client?: string, startTime: string | null = null): void {
    const live: LiveWork = {
      ...job,
      state: "queued",
      startTime,
      client,
      savedReplications: job.summary.replications,
      countedReplications: job.summary.replications,
      nextSave: 0,
    };
    this.#live.set(job.hash, live);
    this.#engine.run(live, {
      started: () => {
        live.state = "running";
        live.startTime ??= now();
        live.clock = { start: performance.now(), replications: live.summary.replications };
        this.#later(live, () => this.#store.start(live.hash, live.startTime!));
      },
      progressed: () => {
        this.#mergedReplications += live.summary.replications - live.countedReplications;
        live.countedReplications = live.summary.replications;
        this.#notify(live.hash);
      },
      finished: () => this.#later(live, () => this.#end(live, (end) => this.#store.succeed(live.hash, end))),
      failed: (error) =>
        this.#later(live, () => this.#end(live, (end) => this.#store.fail(live.hash, { ...end, error }))),
    });
  }

  async #end(live: LiveWork, write: (end: End) => Promise<void>): Promise<void> {
    await write(this.#endOf(live));
    this.#live.delete(live.hash);
  }

  /** A change that the engine reports: made in turn, and tried again as long as it cannot be stored. */
  #later(live: LiveWork, change: () => Promise<void>): void {
    const attempt = async () => {
      if (this.#live.get(live.hash) !== live || this.#isClosing) return;
      try {
        await change();
        this.#notify(live.hash);
      } catch (error) {
        this.#log.error({ error }, "a change of a simulation cannot be stored yet");
        setTimeout(() => void this.#inTurn(attempt), SAVE_MILLISECONDS).unref();
      }
    };
    void this.#inTurn(attempt);
  }

  async #saveAll(isLast = false): Promise<void> {
    for (const live of this.#live.values()) {
      const start = performance.now();
      const { replications } = live.summary;
      if (replications === live.savedReplications || (start < live.nextSave && !isLast)) continue;
      await this.#store.saveProgress(live.hash, live.summary);
      live.savedReplications = replications;
      live.nextSave = start + SAVE_SHARE * (performance.now() - start);
    }
  }

  async #forget(): Promise<void> {
    const before = Date.now() - this.#options.retentionDays * DAY_MILLISECONDS;
    await this.#store.forgetBefore(new Date(before).toISOString());
  }

  #every(milliseconds: number, change: () => Promise<void>): NodeJS.Timeout {
    const attempt = async () => {
      try {
        if (!this.#isClosing) await change();
      } catch (error) {
        this.#log.error({ error }, "the store cannot be written");
      }
    };
    return setInterval(() => void this.#inTurn(attempt), milliseconds).unref();
  }

  async #inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(change, change);
    this.#last = turn.catch(() => {});
    return await turn;
  }

  #refuseWhenClosing(): void {
    if (this.#isClosing) throw tryAgainLater(503, "The server is shutting down.", 10);
  }

  #checkRoom(client: string): void {
    if (this.#engine.isFree) return;
    const { waiting, waitingPerClient } = this.#options;
    const own = [...this.#live.values()].filter((live) => live.state === "queued" && live.client === client).length;
    if (own >= waitingPerClient) throw tryAgainLater(429, `${own} of your simulations are waiting already.`, 10);
    if (this.#engine.waiting >= waiting) throw tryAgainLater(503, "Too many simulations are waiting already.", 10);
  }

  #endOf(live: LiveWork): End {
    const { startTime, summary } = live;
    return {
      time: now(),
      startTime,
      completedReplications: summary.replications,
      result: this.#resultText(live),
    };
  }

  #resultText(live: LiveWork): string | null {
    const { replications } = live.summary;
    if (replications === 0) return null;
    const isExact = live.exact !== undefined;
    if (live.resultText?.replications !== replications || live.resultText.isExact !== isExact) {
      const text = JSON.stringify(toResult(live.plan, live.summary, live.exact, live.hash));
      live.resultText = { replications, isExact, text };
    }
    return live.resultText.text;
  }

  #describe(handle: Handle, work: Work): Simulation {
    const live = handle.state === "live" ? this.#live.get(work.hash) : undefined;
    const state: SimulationState = handle.state === "live" ? (live?.state ?? work.state) : handle.state;
    const end = handle.state === "live" ? work : handle;
    const completedReplications = live?.summary.replications ?? end.completedReplications;
    const self = `/api/v1/simulations/${handle.id}`;
    return {
      id: handle.id,
      state,
      specHash: work.hash,
      engineVersion: work.engineVersion,
      createTime: handle.createTime,
      startTime: live ? live.startTime : end.startTime,
      endTime: live ? null : end.endTime,
      progress: {
        completedReplications,
        replications: work.replications,
        fraction: completedReplications / work.replications,
        etaSeconds: live ? etaSeconds(live, work.replications) : null,
      },
      error: live ? null : end.error,
      links: { self, events: `${self}/events`, result: `${self}/result` },
    };
  }

  async #nextChange(hash: string, deadline?: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        stop();
        deadline?.removeEventListener("abort", done);
        resolve();
      };
      const stop = this.#watch(hash, done);
      deadline?.addEventListener("abort", done);
      if (deadline?.aborted) done();
    });
  }

  #watch(hash: string, changed: () => void): () => void {
    const watchers = this.#watchers.get(hash) ?? new Set();
    this.#watchers.set(hash, watchers.add(changed));
    return () => {
      watchers.delete(changed);
      if (watchers.size === 0 && this.#watchers.get(hash) === watchers) this.#watchers.delete(hash);
    };
  }

  #notify(hash: string): void {
    this.#watchers.get(hash)?.forEach((changed) => changed());
  }
}

function now(): string {
  return new Date().toISOString();
}

/** Seconds left at the pace so far; null as long as there is none. */
function etaSeconds({ clock, summary }: LiveWork, replications: number): number | null {
  const done = clock ? summary.replications - clock.replications : 0;
  if (!clock || done === 0) return null;
  const seconds = (performance.now() - clock.start) / 1000;
  return Number((((replications - summary.replications) * seconds) / done).toPrecision(3));
}

/** @throws InvalidInput that names the largest number of replications that fits */
function checkBudget(spec: SimulationSpec, budget: number): void {
  const work = workOf(spec);
  if (work <= budget) return;
  const most = Math.floor(budget / (work / spec.replications));
  const mistake: Mistake =
    most >= 1
      ? {
          pointer: "/replications",
          code: "over-budget",
          detail: `must be at most ${most} for these arms, policies and horizon on this server, got ${spec.replications}`,
          allowed: `at most ${most}`,
        }
      : {
          pointer: "/horizon",
          code: "over-budget",
          detail: `is too long for even one replication on this server, got ${spec.horizon}`,
          allowed: `at most ${Math.floor((budget / work) * spec.replications * spec.horizon)} for these arms and policies`,
        };
  throw new InvalidInput([mistake]);
}
