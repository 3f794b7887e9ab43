import { randomUUID } from "node:crypto";
import { isTerminal, type Simulation, type SimulationState } from "../../experiments/result/simulation-handle.ts";
import { estimateSimulation } from "../../experiments/simulation/estimate.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { replicationsIn } from "../../experiments/simulation/summary-bytes.ts";
import { warningsOf, workOf } from "../../experiments/spec/spec.ts";
import type { SimulationValidation } from "../../experiments/result/validation.ts";
import { ENGINE_VERSION } from "../../experiments/spec/version.ts";
import { type AdmissionLimits, checkBudget, checkRoom } from "./admission.ts";
import type { Logger } from "../log.ts";
import type { IdentifiedSpec } from "../../experiments/simulation/identified-spec.ts";
import { tryAgainLater } from "../http/problems.ts";
import { estimateOf } from "../jobs/job-length.ts";
import type { Engine, Job, Prefix } from "../jobs/engine.ts";
import { costOf, secondsLeft } from "./simulation-cost.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import type { Results, ResultVersion } from "./results.ts";
import type { End, Handle, Store, Work } from "../store/store.ts";
import { StoreDamaged, StoreUnavailable } from "../store/store-errors.ts";
import { isOfThisEngine, storedSpec } from "./stored-spec.ts";
import { type Watcher, Watchers } from "./watchers.ts";

export interface SimulationsOptions extends AdmissionLimits {
  retentionDays: number;
}

const SAVE_MILLISECONDS = 1000;
/** Saving takes at most one part in so many of the time. */
const SAVE_SHARE = 20;
const COST_MILLISECONDS = 1000;
/** A cost is told again when it has grown by this factor. */
const COST_STEP = 1.2;
const FORGET_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;
/** Simulations at their end that are remembered without asking the store. */
const ENDED_KEPT = 10_000;

/** Work that is queued or running, as the engine has it. */
interface LiveWork extends Job {
  state: "queued" | "running";
  startTime: string | null;
  /** When it started in this process, and how far it was: what the time left is reckoned from. */
  clock?: { start: number; replications: number };
  saved: Pick<Job, "prefix" | "exact">;
  countedReplications: number;
  /** The cost that was told last. */
  toldSeconds: number;
}

/**
 * Simulations as clients see them: handles over work that is shared by the hash of its specification. What a client was
 * told is on the disk before it is told; what runs is in memory, and saved about once a second.
 */
export class Simulations {
  readonly #store: Store;
  readonly #engine: Engine;
  readonly #results: Results;
  readonly #options: SimulationsOptions;
  readonly #log: Logger;
  readonly #live = new Map<string, LiveWork>();
  readonly #watchers = new Watchers();
  /** By id; none of them changes any more. */
  readonly #ended = new Map<string, Simulation>();
  /** All changes happen one after another: none sees a half of another. */
  #last: Promise<unknown> = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];
  /** Large prefixes are saved less often, so that saving never takes more than a small part of the time. */
  #nextSave = 0;
  #isClosing = false;
  #mergedReplications = 0;

  constructor(store: Store, engine: Engine, results: Results, options: SimulationsOptions, log: Logger) {
    this.#store = store;
    this.#engine = engine;
    this.#results = results;
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
    for (const work of await this.#store.unfinished()) await this.#attempt(async () => await this.#resume(work));
    await this.#attempt(() => this.#forget());
    this.#every(SAVE_MILLISECONDS, () => this.#saveAll());
    this.#every(COST_MILLISECONDS, async () => this.#tellCosts());
    this.#every(FORGET_MILLISECONDS, () => this.#inTurn(() => this.#attempt(() => this.#forget())));
  }

  /**
   * A handle of its own on the work of a specification, which is started unless it is running or finished.
   *
   * @throws InvalidInput where the work is over the budget
   * @throws HttpProblem 429 or 503 where too many wait
   */
  async submit({ text, spec, hash, plan: planned }: IdentifiedSpec, client: string): Promise<Simulation> {
    checkBudget(spec, this.#options.workBudget);
    return await this.#inTurn(async () => {
      this.#refuseWhenClosing();
      const id = randomUUID();
      const createTime = now();
      const known = await this.#readWork(hash);
      if (!known && this.#live.has(hash)) throw new StoreDamaged();
      const isDone = known?.state === "succeeded" && (await this.#results.isReadable(hash, known.replications));
      if (known && (isDone || this.#live.has(hash))) {
        await this.#store.addHandle(id, hash, createTime);
        return describe(newHandle(id, hash, createTime), known, this.#live.get(hash));
      }
      const plan = planned ?? planSimulation(spec);
      const next = { spec: text, plan, client };
      const mayStart = this.#engine.mayStart(next);
      checkRoom(mayStart ? this.#suspended : [...this.#queued, next], client, this.#options);
      const progress = known && (await this.#readProgress(hash, plan));
      const { replications } = spec;
      const work = { hash, spec: text, engineVersion: ENGINE_VERSION, createTime, replications };
      await this.#store.addWork(id, work);
      const live = this.#run({ hash, spec: text, plan, client, time: new ThreadTime(), ...progress });
      return describe(newHandle(id, hash, createTime), { ...work, ...NOT_BEGUN, state: "queued" }, live);
    });
  }

  async find(id: string): Promise<Simulation | undefined> {
    return (await this.snapshot(id))?.simulation;
  }

  /** A simulation and its result at the same moment; the result is null as long as there is none. */
  async snapshot(id: string): Promise<{ simulation: Simulation; result: ResultVersion | null } | undefined> {
    const ended = this.#ended.get(id);
    if (ended) return { simulation: ended, result: this.#results.ofEnded(ended) };
    const handle = await this.#store.handle(id);
    const work = handle && (await this.#store.work(handle.hash));
    if (!work) return undefined;
    const live = handle.state === "live" ? this.#live.get(work.hash) : undefined;
    const simulation = describe(handle, work, live);
    if (!isTerminal(simulation.state)) return { simulation, result: live ? this.#results.ofJob(live) : null };
    this.#remember(simulation);
    return { simulation, result: this.#results.ofEnded(simulation) };
  }

  /** Cancels a handle; its work stops with its last live one. A handle that is at its end stays as it is. */
  async cancel(id: string): Promise<Simulation | undefined> {
    const simulation = await this.#inTurn(async () => {
      const handle = await this.#store.handle(id);
      const live = handle && this.#live.get(handle.hash);
      if (live && handle.state === "live") await this.#cancel(id, live);
      else if (live) await this.#dropUnwanted(live);
      return await this.find(id);
    });
    // Whoever asks for the result finds it ready; and it is this engine's, whatever comes after it.
    if (simulation?.state === "cancelled") void this.#prepareResult(simulation);
    return simulation;
  }

  async #cancel(id: string, live: LiveWork): Promise<void> {
    const { hash } = live;
    const isLast = (await this.#store.liveHandles(hash)) === 1;
    const end = endOf(live);
    try {
      await this.#store.cancel(id, end, isLast ? { hash } : undefined);
    } catch (error) {
      // It may be done all the same, where the answer was lost on its way.
      this.#later(live, async () => await this.#dropUnwanted(live));
      throw error;
    }
    if (isLast) {
      this.#drop(live);
      // Whoever cancels need not wait for what another one may go on from: a large prefix takes a quarter of a second.
      void this.#inTurn(() => this.#attempt(() => this.#saveDropped(hash, end)));
    }
    // For this handle it is the end, and for the others it does no harm.
    this.#watchers.notify(hash, true);
  }

  #drop({ hash }: LiveWork): void {
    this.#live.delete(hash);
    this.#engine.cancel(hash);
  }

  /** Keeps how far work has come that was dropped, unless it goes on already. */
  async #saveDropped(hash: string, end: End): Promise<void> {
    if (!this.#live.has(hash)) await this.#store.saveProgress(hash, end, 0);
  }

  /** Drops work that has no live handle in the store. */
  async #dropUnwanted(live: LiveWork): Promise<void> {
    if ((await this.#store.liveHandles(live.hash)) === 0) this.#drop(live);
  }

  async #prepareResult(simulation: Simulation): Promise<void> {
    try {
      await this.#results.ofEnded(simulation)?.json();
    } catch (error) {
      if (!this.#isClosing)
        this.#log.warn({ err: error }, "the result of a cancelled simulation cannot be rendered yet");
    }
  }

  /** Calls back whenever something about a simulation's work may have changed. Returns what ends that. */
  watch({ specHash }: Simulation, changed: Watcher): () => void {
    return this.#watchers.watch(specHash, changed);
  }

  /** The simulation at its end, or as it is after a time, when the caller is gone, or when the server closes. */
  async finished(simulation: Simulation, milliseconds: number, gone: AbortSignal): Promise<Simulation> {
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), milliseconds);
    const hurry = () => over.abort();
    gone.addEventListener("abort", hurry);
    let latest = simulation;
    while (!isTerminal(latest.state) && !over.signal.aborted && !this.#isClosing) {
      const changed = this.#watchers.next(latest.specHash, over.signal);
      latest = (await this.find(latest.id).catch(() => latest)) ?? latest;
      if (isTerminal(latest.state)) break;
      await changed;
    }
    clearTimeout(timer);
    gone.removeEventListener("abort", hurry);
    over.abort();
    // It is accepted, whatever the store is able to tell of it now.
    return (await this.find(latest.id).catch(() => latest)) ?? latest;
  }

  /** Takes nothing new any more, and lets whoever watches know. */
  beginClosing(): void {
    this.#isClosing = true;
    this.#watchers.notifyLast();
  }

  /** Stops all work and saves how far it came; the next process goes on from there. */
  async close(): Promise<void> {
    this.beginClosing();
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#engine.stop();
    await this.#saveAll(true);
    await this.#last;
  }

  /**
   * What submitting a specification would do; nothing is started or stored.
   *
   * @throws InvalidInput where the work is over the budget
   */
  async validate({ spec, hash }: IdentifiedSpec): Promise<SimulationValidation> {
    const { workBudget: budget } = this.#options;
    checkBudget(spec, budget);
    const known = this.#live.get(hash) ?? (await this.#readWork(hash));
    const { replicationsSeconds, exactSeconds } = estimateSimulation(spec);
    return {
      valid: true,
      spec,
      specHash: hash,
      engineVersion: ENGINE_VERSION,
      cost: {
        work: workOf(spec),
        budget,
        estimatedSeconds: threeDigits(replicationsSeconds + exactSeconds),
        replicationsSeconds: threeDigits(replicationsSeconds),
        exactSeconds: threeDigits(exactSeconds),
      },
      warnings: warningsOf(spec),
      existing: known?.state ?? null,
    };
  }

  async #resume(work: Work): Promise<void> {
    const { hash, spec: text, startTime } = work;
    const spec = isOfThisEngine(work) ? storedSpec(text, hash) : undefined;
    if (!spec) {
      await this.#store.fail(hash, { time: now(), startTime, error: obstacleOf(work) });
      return;
    }
    const plan = planSimulation(spec);
    const progress = await this.#readProgress(hash, plan);
    this.#run({ hash, spec: text, plan, time: new ThreadTime(), ...progress }, startTime);
  }

  /** Work that is known already, unless that cannot be read: it then begins anew. */
  async #readWork(hash: string): Promise<Work | undefined> {
    try {
      return await this.#store.work(hash);
    } catch (error) {
      if (error instanceof StoreDamaged) return undefined;
      throw error;
    }
  }

  /** How far work has come, or nothing if that cannot be read: it then starts over. */
  async #readProgress(hash: string, plan: SimulationPlan): Promise<Pick<Job, "prefix" | "exact">> {
    try {
      const progress = await this.#store.progress(hash);
      if (progress.prefix && !isPrefixOf(plan, progress.prefix)) throw new StoreDamaged();
      return progress;
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.#log.warn({ err: error, hash }, "a saved prefix cannot be read; the simulation starts over");
      return {};
    }
  }

  get #queued(): LiveWork[] {
    return [...this.#live.values()].filter(({ state, isSuspended }) => state === "queued" || isSuspended);
  }

  /** Those that wait again: they keep what they have merged, so their number is bounded too. */
  get #suspended(): LiveWork[] {
    return [...this.#live.values()].filter(({ isSuspended }) => isSuspended);
  }

  #run(job: Job, startTime: string | null = null): LiveWork {
    const live: LiveWork = {
      ...job,
      state: "queued",
      startTime,
      saved: { prefix: job.prefix, exact: job.exact },
      countedReplications: replicationsOf(job),
      toldSeconds: estimateOf(job.plan),
    };
    this.#live.set(job.hash, live);
    this.#engine.run(live, {
      started: () => {
        live.state = "running";
        live.startTime ??= now();
        live.clock = { start: performance.now(), replications: replicationsOf(live) };
        this.#later(live, () => this.#store.start(live.hash, live.startTime!));
      },
      progressed: () => {
        this.#mergedReplications += replicationsOf(live) - live.countedReplications;
        live.countedReplications = replicationsOf(live);
        this.#watchers.notify(live.hash);
      },
      finished: () => void this.#finish(live),
      failed: (error) =>
        this.#later(live, async () => {
          await this.#store.fail(live.hash, { ...endOf(live), error });
          this.#live.delete(live.hash);
        }),
    });
    return live;
  }

  async #finish(live: LiveWork): Promise<void> {
    // Rendered before its turn, for which others wait, and found in the cache then.
    await this.#results
      .ofJob(live)!
      .json()
      .catch(() => {});
    this.#later(live, async () => {
      await this.#store.succeed(live.hash, endOf(live), await this.#results.ofJob(live)!.json());
      this.#live.delete(live.hash);
    });
  }

  /** A change that the engine reports: made in turn, and tried again as long as it cannot be stored. */
  #later(live: LiveWork, change: () => Promise<void>): void {
    const attempt = async () => {
      if (this.#live.get(live.hash) !== live || this.#isClosing) return;
      try {
        await change();
        this.#watchers.notify(live.hash, !this.#live.has(live.hash));
      } catch (error) {
        this.#log.error({ err: error }, "a change of a simulation cannot be stored yet");
        setTimeout(() => void this.#inTurn(attempt), SAVE_MILLISECONDS).unref();
      }
    };
    void this.#inTurn(attempt);
  }

  /** Lets those who watch know where a simulation turns out to cost more, though none of its blocks has come back. */
  #tellCosts(): void {
    for (const live of this.#live.values()) {
      const { estimatedSeconds } = costOf(live);
      if (live.state !== "running" || estimatedSeconds < COST_STEP * live.toldSeconds) continue;
      live.toldSeconds = estimatedSeconds;
      this.#watchers.notify(live.hash);
    }
  }

  /** Saves one piece of work after another, so that other changes come in between. */
  async #saveAll(isLast = false): Promise<void> {
    if (performance.now() < this.#nextSave && !isLast) return;
    let milliseconds = 0;
    for (const live of this.#live.values()) {
      await this.#inTurn(async () => {
        const start = performance.now();
        await this.#attempt(async () => await this.#save(live));
        milliseconds += performance.now() - start;
      });
    }
    this.#nextSave = performance.now() + SAVE_SHARE * milliseconds;
  }

  async #save(live: LiveWork): Promise<void> {
    const { hash, plan, prefix, exact, saved } = live;
    const isSaved = prefix === saved.prefix && exact === saved.exact;
    if (isSaved || this.#live.get(hash) !== live) return;
    const change = { prefix, ...(exact !== saved.exact && { exact }) };
    await this.#store.saveProgress(hash, change, Math.ceil(replicationsOf(live) / plan.blockSize));
    live.saved = { prefix, exact };
  }

  /** A change that is made again after a while, where it cannot be stored now. */
  async #attempt(change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } catch (error) {
      this.#log.error({ err: error }, "the store cannot be written");
    }
  }

  async #forget(): Promise<void> {
    const before = Date.now() - this.#options.retentionDays * DAY_MILLISECONDS;
    await this.#store.forgetBefore(new Date(before).toISOString());
    this.#ended.clear();
  }

  #remember(simulation: Simulation): void {
    if (this.#ended.size >= ENDED_KEPT) this.#ended.delete(this.#ended.keys().next().value!);
    this.#ended.set(simulation.id, simulation);
  }

  /** Makes a change again and again, with a pause in between. */
  #every(milliseconds: number, change: () => Promise<void>): void {
    const slot = this.#timers.length;
    const plan = () => {
      if (this.#isClosing) return;
      this.#timers[slot] = setTimeout(() => void change().then(plan, plan), milliseconds).unref();
    };
    plan();
  }

  async #inTurn<Value>(change: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(change, change);
    this.#last = turn.catch(() => {});
    return await turn;
  }

  #refuseWhenClosing(): void {
    if (this.#isClosing) throw tryAgainLater(503, "The server is shutting down.", 10);
  }
}

/** @param live what runs, where the handle is in the state of its work */
function describe(handle: Handle, work: Work, live: LiveWork | undefined): Simulation {
  const state: SimulationState = handle.state === "live" ? (live?.state ?? work.state) : handle.state;
  const end = handle.state === "live" ? work : handle;
  const completedReplications = live ? replicationsOf(live) : end.completedReplications;
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
      etaSeconds: live?.clock ? secondsLeft(live, live.clock) : null,
    },
    ...(live && { cost: costOf(live) }),
    error: live ? null : end.error,
    links: { self, events: `${self}/events`, result: `${self}/result` },
  };
}

/** What a handle or a piece of work has before anything has become of it. */
const NOT_BEGUN = { startTime: null, endTime: null, completedReplications: 0, error: null };

function newHandle(id: string, hash: string, createTime: string): Handle {
  return { id, hash, createTime, state: "live", ...NOT_BEGUN };
}

/** Whether a prefix is of whole blocks, and of as many replications as it is said to be. */
function isPrefixOf({ blockSize, spec }: SimulationPlan, { replications, bytes }: Prefix): boolean {
  const isWhole = replications % blockSize === 0 || replications === spec.replications;
  return isWhole && replications <= spec.replications && replicationsIn(bytes) === replications;
}

function threeDigits(value: number): number {
  return Number(value.toPrecision(3));
}

function now(): string {
  return new Date().toISOString();
}

/** Why work cannot go on. */
function obstacleOf(work: Work): string {
  if (isOfThisEngine(work)) return "Its specification cannot be read any more. Start it again.";
  const { engineVersion: was } = work;
  return `It was begun by engine ${was}; this is engine ${ENGINE_VERSION}, whose numbers never mix with those. Start it again.`;
}

function replicationsOf({ prefix }: Pick<Job, "prefix">): number {
  return prefix?.replications ?? 0;
}

function endOf({ startTime, prefix, exact }: LiveWork): End {
  return { time: now(), startTime, prefix, exact };
}
