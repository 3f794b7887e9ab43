import type { SimulationState } from "../../experiments/result/simulation-handle.ts";
import { isTerminal } from "../../experiments/result/simulation-handle.ts";
import type { SourceRun, Trouble } from "./run-source.ts";
import { Refusal, Unreachable } from "./simulation-api.ts";
import { GONE, type StreamHandlers } from "./simulation-stream.ts";

/** The pause before a server that did not answer is asked again. */
export const RETRY_MILLISECONDS = 2000;
/** A server that has not answered by then counts as unreachable: a lost network reports no error. */
const PATIENCE_MILLISECONDS = 10_000;

/** A handle of the server: of a simulation, or of a sweep. */
interface Handle {
  state: SimulationState;
}

/** A handle and its result so far. */
interface Snapshot<H, Result> {
  handle: H;
  result: Result | null;
}

/** How to deal with handles of one kind. */
export interface JobKind<H, Result> {
  cancel: (handle: H) => Promise<H>;
  resultOf: (handle: H) => Promise<Result>;
  /** Follows its snapshots. @returns a function that ends this */
  follow: (handle: H, handlers: StreamHandlers<Snapshot<H, Result>>) => () => void;
}

/** What is reported of a job, in the order in which it happens. */
export type JobNews<H, Result> =
  | { type: "accepted"; handle: H }
  | ({ type: "snapshot" } & Snapshot<H, Result>)
  | { type: "disconnected" }
  | { type: "failed"; trouble: Trouble };

/** What may come of a request. */
export interface Outcomes<H> {
  /** The server has it, also if the page has left it meanwhile. */
  accepted?: (handle: H) => void;
  /** The server has it after this page has given it up. */
  late?: (handle: H) => void;
  /** The server does not have it. */
  unknown?: () => void;
}

/** A simulation or a sweep on the server: asked for over HTTP, followed by server-sent events. */
export class ServerJob<H extends Handle, Result> implements SourceRun {
  readonly #kind: JobKind<H, Result>;
  readonly #tell: (news: JobNews<H, Result>) => void;
  #handle: H | undefined;
  #endStream = () => {};
  /** Until the server has received the cancellation, or the run has ended. */
  #cancelAsked = false;
  #isLeft = false;
  /** The server took longer than this page waits. */
  #isLate = false;

  constructor(
    kind: JobKind<H, Result>,
    asked: Promise<H>,
    tell: (news: JobNews<H, Result>) => void,
    { accepted, late, unknown }: Outcomes<H>,
  ) {
    this.#kind = kind;
    this.#tell = (news) => {
      if (!this.#isLeft) tell(news);
    };
    const fail = (error: unknown) => this.#tell({ type: "failed", trouble: troubleOf(error) });
    const patience = setTimeout(() => {
      fail(new Unreachable("The server does not answer."));
      this.#isLate = true;
      this.leave();
    }, PATIENCE_MILLISECONDS);
    asked
      .finally(() => clearTimeout(patience))
      .then(
        (handle) => {
          (this.#isLate ? late : accepted)?.(handle);
          return this.#follow(handle);
        },
        (error: unknown) => {
          const isUnknown = unknown && !this.#isLeft && error instanceof Refusal && GONE.has(error.problem.status);
          if (isUnknown) unknown();
          else fail(error);
        },
      );
  }

  cancel() {
    this.#cancelAsked = true;
    // A job that is not accepted yet is cancelled as soon as it is.
    if (this.#handle) void this.#sendCancel(this.#handle);
  }

  leave() {
    this.#isLeft = true;
    this.#cancelAsked = false;
    this.#endStream();
  }

  async #follow(handle: H) {
    if (this.#isLeft) return;
    this.#handle = handle;
    if (isTerminal(handle.state)) {
      await this.#finish(handle);
      return;
    }
    this.#tell({ type: "accepted", handle });
    this.#endStream = this.#kind.follow(handle, {
      onSnapshot: (snapshot) => {
        if (isTerminal(snapshot.handle.state)) this.#cancelAsked = false;
        this.#tell({ type: "snapshot", ...snapshot });
      },
      onDisconnected: () => this.#tell({ type: "disconnected" }),
      onGone: (refusal) => {
        this.#cancelAsked = false;
        this.#tell({ type: "failed", trouble: troubleOf(refusal) });
      },
    });
    await this.#sendCancel(handle);
  }

  async #sendCancel(handle: H) {
    while (this.#cancelAsked) {
      try {
        const cancelled = await this.#kind.cancel(handle);
        if (!this.#cancelAsked) return;
        this.#cancelAsked = false;
        // The stream may be lost; otherwise it reports the end and the result, too.
        if (isTerminal(cancelled.state)) {
          this.#endStream();
          await this.#finish(cancelled);
        }
      } catch (error) {
        if (!this.#cancelAsked) return;
        if (!(error instanceof Unreachable)) {
          this.#cancelAsked = false;
          this.#tell({ type: "failed", trouble: troubleOf(error) });
          return;
        }
        this.#tell({ type: "disconnected" });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
  }

  async #finish(handle: H) {
    this.#cancelAsked = false;
    // A job that ended before its first replication has no result.
    const result = await this.#kind.resultOf(handle).catch(() => null);
    this.#tell({ type: "snapshot", handle, result });
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof Refusal) return { kind: "refused", problem: error.problem, retryAfter: error.retryAfter };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    kind: "unreachable",
    problem: { type: "about:blank", title: "Cannot reach the server; press Run again", status: 0, detail },
  };
}
