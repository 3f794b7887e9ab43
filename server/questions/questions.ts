import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import type { QuestionValidation } from "../../experiments/result/validation.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { Busy, QuotaExceeded } from "../domain-errors.ts";
import { isLarge, READING_MILLISECONDS } from "../large-body.ts";
import { readJson } from "../read-json.ts";
import { MeasuredQuestions } from "./measured-questions.ts";
import { tookTooLong } from "../threads/over-time.ts";
import {
  CHEAP,
  type QuestionKind,
  questionKinds,
  type QuestionName,
  smallerRequest,
  STEP_MILLISECONDS,
} from "./question-kinds.ts";
import type { Asker, RequestThreads } from "./request-threads.ts";
import type { QuestionTask } from "./request-worker.ts";
import { OutOfTime } from "../threads/run-task.ts";
import { ThreadTime } from "../threads/thread-time.ts";
import { mostMilliseconds, type Patience, usualPatience } from "../threads/time-limit.ts";

/** Time for exact comparisons on the event loop; a cheap question that needs more goes to a thread. */
const CHEAP_NANOSECONDS = 2e7;
/** A costly question counts as its share of the budget, and at least this: a class behind one address has room. */
const SMALLEST_PART = 1 / 40;

const RETRY_SECONDS = 5;

export interface QuestionsOptions {
  questionBudget: number;
  waitingQuestions: number;
  questionsPerClient: number;
  patience?: Patience;
}

/** A question that goes to a thread. */
interface Costly {
  task: QuestionTask;
  cost: number;
}

/**
 * Answers questions: those known to be cheap on the event loop, the others on threads that simulations do not use. A question
 * declared cheap is known to be so once a similar one was measured on a thread: a wrong declaration would block the event
 * loop, but blocks nobody on a thread.
 */
export class Questions {
  readonly #threads: RequestThreads;
  readonly #options: QuestionsOptions;
  readonly #measured = new MeasuredQuestions();
  /** Costly questions that have a thread or wait for one. */
  readonly #costly = new Set<{ client: string; part: number }>();

  constructor(threads: RequestThreads, options: QuestionsOptions) {
    this.#threads = threads;
    this.#options = options;
  }

  /** Numbers of costly questions, and of large bodies to read, that wait for a thread or have one. */
  get census() {
    const { waiting, running } = this.#threads.turns;
    return { waiting, running };
  }

  /** Of these, the numbers that are planned to take or have taken more than two seconds. */
  get longCensus() {
    return this.#threads.turns.long;
  }

  /**
   * The answer, as JSON, to the question in a body.
   *
   * @throws MalformedJson where the body is not JSON
   * @throws InvalidInput on a request that is invalid, over the budget, or takes far longer than planned
   * @throws QuotaExceeded or Busy where too many costly questions wait
   */
  async ask(name: QuestionName, body: Uint8Array, asker: Asker): Promise<string | Uint8Array> {
    const kind: QuestionKind = questionKinds[name];
    if (isLarge(body)) {
      const { cost, answer } = await this.#examine(name, body, asker);
      return answer ?? (await this.#onThread({ task: { name, body }, cost }, asker));
    }
    const { request, cost } = this.#read(kind, body);
    const question: Costly = { task: { name, request }, cost };
    return cost <= CHEAP ? await this.#answerCheap(kind, question, asker) : await this.#onThread(question, asker);
  }

  /** Answers on the event loop where a similar question was cheap on a thread, else on a thread. */
  async #answerCheap(kind: QuestionKind, question: Costly, asker: Asker): Promise<string | Uint8Array> {
    const { name, request } = question.task;
    const likeness = `${name} ${kind.likeness(request)}`;
    if (this.#measured.isCheap(likeness)) {
      const start = performance.now();
      const json = answerAtOnce(kind, request);
      this.#measured.note(likeness, performance.now() - start);
      if (json !== undefined) return json;
    }
    const time = new ThreadTime();
    const bytes = await this.#onThread(question, asker, time);
    this.#measured.note(likeness, time.milliseconds);
    return bytes;
  }

  /** Checks a question as `ask` does, and reports its cost. */
  async validate(name: QuestionName, body: Uint8Array, asker: Asker): Promise<QuestionValidation> {
    const { cost } = isLarge(body)
      ? await this.#examine(name, body, asker, true)
      : this.#read(questionKinds[name], body);
    return { valid: true, cost: { steps: cost, budget: this.#options.questionBudget } };
  }

  #read(kind: QuestionKind, body: Uint8Array) {
    const request = parseInput(kind.schema, readJson(body));
    const cost = kind.cost(request);
    const { questionBudget } = this.#options;
    if (cost > questionBudget) kind.check(request, questionBudget);
    return { request, cost };
  }

  async #examine(name: QuestionName, body: Uint8Array, asker: Asker, isOnlyChecked = false) {
    const task = { name, body, budget: this.#options.questionBudget, isOnlyChecked };
    const time = new ThreadTime();
    try {
      return await this.#threads.run("examine", task, asker, { time, most: READING_MILLISECONDS });
    } catch (error) {
      throw error instanceof OutOfTime ? await tookTooLong(error) : error;
    }
  }

  async #onThread(
    { task, cost }: Costly,
    asker: Asker,
    time = new ThreadTime(cost * STEP_MILLISECONDS),
  ): Promise<Uint8Array> {
    const part = Math.max(cost <= CHEAP ? 0 : SMALLEST_PART, cost / this.#options.questionBudget);
    const { client } = asker;
    this.#checkRoom(client, part);
    const planned = cost * STEP_MILLISECONDS;
    const patience = this.#options.patience ?? usualPatience();
    const costly = { client, part };
    this.#costly.add(costly);
    try {
      const most = mostMilliseconds(planned, patience);
      return await this.#threads.run("answer", task, asker, { time, most });
    } catch (error) {
      if (!(error instanceof OutOfTime)) throw error;
      const suggest = async (part: number) => await this.#suggest(task, part, asker);
      throw await tookTooLong(error, { planned, patience }, suggest);
    } finally {
      this.#costly.delete(costly);
    }
  }

  async #suggest(question: QuestionTask, part: number, asker: Asker): Promise<Mistake | undefined> {
    if (!question.body) return smallerRequest(questionKinds[question.name], question.request, part);
    const options = { time: new ThreadTime(), most: READING_MILLISECONDS };
    return (await this.#threads.run("suggest", { question, part }, asker, options)).smaller;
  }

  #checkRoom(client: string, part: number): void {
    const all = [...this.#costly];
    const sum = (costly: typeof all) => costly.reduce((parts, { part }) => parts + part, part);
    const { questionsPerClient, waitingQuestions } = this.#options;
    if (sum(all.filter((costly) => costly.client === client)) > questionsPerClient) {
      throw new QuotaExceeded("Too many of your costly questions are in progress.", RETRY_SECONDS);
    }
    if (!this.#threads.turns.isFree && sum(all) > waitingQuestions + this.#threads.count) {
      throw new Busy("Too many questions are waiting.", RETRY_SECONDS);
    }
  }
}

/** JSON of an answer; undefined where exact comparisons would take the event loop too long. */
function answerAtOnce(kind: QuestionKind, request: unknown): string | undefined {
  try {
    return JSON.stringify(kind.answer(request, { meter: new WorkMeter(CHEAP_NANOSECONDS) }));
  } catch (error) {
    if (error instanceof WorkExceeded) return undefined;
    throw error;
  }
}
