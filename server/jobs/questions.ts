import { InvalidInput, type Mistake, parseInput } from "../../experiments/mistakes.ts";
import type { QuestionValidation } from "../../experiments/validation.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { tryAgainLater } from "../http/problems.ts";
import { isLarge, READING_MILLISECONDS } from "../large-body.ts";
import { readJson } from "../read-json.ts";
import { CHEAP, type QuestionKind, questionKinds, type QuestionName, smallerRequest } from "./question-kinds.ts";
import { type Asker, OutOfTime, type RequestThreads } from "./request-threads.ts";
import type { QuestionTask } from "./request-worker.ts";
import { ThreadTime } from "./thread-time.ts";

/** What cheap questions spend on comparisons whose number is not known before; what needs more goes to a thread. */
const CHEAP_NANOSECONDS = 2e7;
/** What a unit of cost takes, roughly. */
const STEP_MILLISECONDS = 75e-6;
/** A question counts as its part of the most costly one, and as this at least: a class behind one address has room. */
const SMALLEST_PART = 1 / 40;
/** When a question is ended. */
export interface QuestionPatience {
  /** After so many times the thread time that it was planned to take, */
  timesItsPlan: number;
  /** but not before this: a short question may take so long on a machine that is busy with a hundred other things. */
  leastMilliseconds: number;
}

const PATIENCE: QuestionPatience = { timesItsPlan: 10, leastMilliseconds: 20_000 };

export interface QuestionsOptions {
  questionBudget: number;
  waitingQuestions: number;
  questionsPerClient: number;
  patience?: QuestionPatience;
}

/** A question that goes to a thread. */
interface Costly {
  task: QuestionTask;
  cost: number;
  /** What to suggest where it takes too long. */
  smaller: () => Mistake | undefined;
}

/** Answers questions: cheap ones at once, the others on threads of their own, so that no simulation is in their way. */
export class Questions {
  readonly #threads: RequestThreads;
  readonly #options: QuestionsOptions;
  /** Costly questions that are on threads or wait for one. */
  readonly #costly = new Set<{ client: string; part: number }>();

  constructor(threads: RequestThreads, options: QuestionsOptions) {
    this.#threads = threads;
    this.#options = options;
  }

  /** What waits for a thread or has one: costly questions, and large bodies that are read. */
  get census() {
    const { waiting, running } = this.#threads.turns;
    return { waiting, running };
  }

  /** Those of them that are planned to take, or have taken, more than two seconds. */
  get longCensus() {
    return this.#threads.turns.long;
  }

  /**
   * JSON of the answer that the function of that kind gives to the question in a body.
   *
   * @throws MalformedJson where the body is not JSON
   * @throws InvalidInput on a request that means nothing, costs too much, or takes far longer than its plan
   * @throws HttpProblem 429 or 503 where too many costly questions wait
   */
  async ask(name: QuestionName, body: Uint8Array, asker: Asker): Promise<string | Uint8Array> {
    const kind: QuestionKind = questionKinds[name];
    if (isLarge(body)) {
      const { cost, smaller, answer } = await this.#examine(name, body, asker);
      return answer ?? (await this.#onThread({ task: { name, body }, cost, smaller: () => smaller }, asker));
    }
    const { request, cost } = this.#read(kind, body);
    if (cost <= CHEAP) {
      try {
        return JSON.stringify(kind.answer(request, { meter: new WorkMeter(CHEAP_NANOSECONDS) }));
      } catch (error) {
        if (!(error instanceof WorkExceeded)) throw error;
      }
    }
    const smaller = () => smallerRequest(kind, request, cost);
    return await this.#onThread({ task: { name, request }, cost, smaller }, asker);
  }

  /** Only checks a question, as `ask` does, and says what it costs. */
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
      throw error instanceof OutOfTime ? tookTooLong(time.milliseconds, "") : error;
    }
  }

  async #onThread({ task, cost, smaller }: Costly, asker: Asker): Promise<Uint8Array> {
    const part = Math.max(SMALLEST_PART, cost / this.#options.questionBudget);
    const { client } = asker;
    this.#checkRoom(client, part);
    const planned = cost * STEP_MILLISECONDS;
    const { timesItsPlan, leastMilliseconds } = this.#options.patience ?? PATIENCE;
    const time = new ThreadTime(planned);
    const costly = { client, part };
    this.#costly.add(costly);
    try {
      const most = Math.max(leastMilliseconds, timesItsPlan * planned);
      return await this.#threads.run("answer", task, asker, { time, most });
    } catch (error) {
      // Others wait for its thread.
      if (!(error instanceof OutOfTime)) throw error;
      throw tookTooLong(time.milliseconds, ` where ${inSeconds(planned)} were planned`, smaller());
    } finally {
      this.#costly.delete(costly);
    }
  }

  #checkRoom(client: string, part: number): void {
    const all = [...this.#costly];
    const sum = (costly: typeof all) => costly.reduce((parts, { part }) => parts + part, part);
    const { questionsPerClient, waitingQuestions } = this.#options;
    if (sum(all.filter((costly) => costly.client === client)) > questionsPerClient) {
      throw tryAgainLater(429, "Too many of your questions that take long are not answered yet.", 5);
    }
    if (!this.#threads.turns.isFree && sum(all) > waitingQuestions + this.#threads.count) {
      throw tryAgainLater(503, "Too many questions are waiting already.", 5);
    }
  }
}

/** @param smaller a request of half the plan: how much faster a smaller one would be is not known */
function tookTooLong(milliseconds: number, beside: string, smaller?: Mistake): InvalidInput {
  const took = `took ${inSeconds(milliseconds)}${beside}, and was ended`;
  const { pointer = "", allowed } = smaller ?? {};
  const detail = allowed === undefined ? `${took}: ask a smaller question` : `${took}: try ${allowed}`;
  return new InvalidInput([{ pointer, code: "over-budget", detail, ...(allowed !== undefined && { allowed }) }]);
}

function inSeconds(milliseconds: number): string {
  return `${Number((milliseconds / 1000).toPrecision(2))} s`;
}
