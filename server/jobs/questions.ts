import type { Piscina } from "piscina";
import { InvalidInput, parseInput } from "../../experiments/mistakes.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { tryAgainLater } from "../http/problems.ts";
import type { QuestionReply, QuestionTask } from "./block-worker.ts";
import { type QuestionKind, questionKinds, type QuestionName } from "./question-kinds.ts";
import { blockThreads } from "./thread-pool.ts";
import { ThreadTime } from "./thread-time.ts";
import { Turns } from "./turns.ts";

/** Questions up to this cost take at most some 20 ms on the event loop. */
const CHEAP = 3e5;
/** And what they spend on comparisons whose number is not known before; what needs more goes to a thread. */
const CHEAP_NANOSECONDS = 2e7;
/** What a unit of cost takes, roughly. */
const STEP_MILLISECONDS = 75e-6;
/** A question counts as its part of the most costly one, and as this at least: a class behind one address has room. */
const SMALLEST_PART = 1 / 40;

export interface QuestionsOptions {
  threads: number;
  questionBudget: number;
  waitingQuestions: number;
  questionsPerClient: number;
}

/** Who asks, and the signal that nobody waits for the answer any more, which only costly questions need. */
export interface Asker {
  client: string;
  gone: () => AbortSignal;
}

/** Answers questions: cheap ones at once, the others on threads of their own, so that no simulation is in their way. */
export class Questions {
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #options: QuestionsOptions;
  /** Costly questions that are on threads or wait for one. */
  readonly #costly = new Set<{ client: string; part: number }>();

  constructor(options: QuestionsOptions) {
    this.#pool = blockThreads(options.threads);
    this.#turns = new Turns(options.threads);
    this.#options = options;
  }

  /** Costly questions that wait for a thread or have one. */
  get census() {
    const { waiting, running } = this.#turns;
    return { waiting, running };
  }

  /**
   * The same answer as the function of that kind gives.
   *
   * @throws InvalidInput on a request that means nothing or costs too much
   * @throws HttpProblem 429 or 503 where too many costly questions wait
   */
  async ask(name: QuestionName, input: unknown, asker: Asker): Promise<unknown> {
    const kind: QuestionKind = questionKinds[name];
    const request = parseInput(kind.schema, input);
    const cost = kind.cost(request);
    const { questionBudget } = this.#options;
    if (cost > questionBudget) kind.check(request, questionBudget);
    if (cost <= CHEAP) {
      try {
        return kind.answer(request, { meter: new WorkMeter(CHEAP_NANOSECONDS) });
      } catch (error) {
        if (!(error instanceof WorkExceeded)) throw error;
      }
    }
    const part = Math.max(SMALLEST_PART, cost / questionBudget);
    const reply = await this.#onThread(
      { name, request },
      { part, time: new ThreadTime(cost * STEP_MILLISECONDS) },
      asker,
    );
    if ("mistakes" in reply) throw new InvalidInput(reply.mistakes);
    return reply.answer;
  }

  async stop() {
    await this.#pool.destroy();
  }

  async #onThread(
    task: QuestionTask,
    { part, time }: { part: number; time: ThreadTime },
    { client, gone: goneSignal }: Asker,
  ): Promise<QuestionReply> {
    this.#checkRoom(client, part);
    const gone = goneSignal();
    const costly = { client, part };
    this.#costly.add(costly);
    try {
      return await this.#turns.take({ asker: client, time, gone }, async (interrupt) => {
        const signal = AbortSignal.any([gone, interrupt]);
        return (await this.#pool.run(task, { name: "question", signal })) as QuestionReply;
      });
    } finally {
      this.#costly.delete(costly);
    }
  }

  #checkRoom(client: string, part: number): void {
    const all = [...this.#costly];
    const sum = (costly: typeof all) => costly.reduce((parts, { part }) => parts + part, part);
    const { questionsPerClient, waitingQuestions, threads } = this.#options;
    if (sum(all.filter((costly) => costly.client === client)) > questionsPerClient) {
      throw tryAgainLater(429, "Too many of your questions that take long are not answered yet.", 5);
    }
    if (!this.#turns.isFree && sum(all) > waitingQuestions + threads) {
      throw tryAgainLater(503, "Too many questions are waiting already.", 5);
    }
  }
}
