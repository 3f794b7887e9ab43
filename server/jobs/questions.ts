import type { Piscina } from "piscina";
import { InvalidInput, parseInput } from "../../experiments/mistakes.ts";
import { tryAgainLater } from "../http/problems.ts";
import type { QuestionReply, QuestionTask } from "./block-worker.ts";
import { type QuestionKind, questionKinds, type QuestionName } from "./question-kinds.ts";
import { Turns } from "./turns.ts";
import { blockThreads } from "./thread-pool.ts";

/** Questions up to this cost take at most some 20 ms on the event loop. */
const CHEAP = 3e5;

export interface QuestionsOptions {
  threads: number;
  questionBudget: number;
  waitingQuestions: number;
  questionsPerClient: number;
}

/** Who asks, and the signal that nobody waits for the answer any more. */
export interface Asker {
  client: string;
  gone: AbortSignal;
}

/** Answers questions: cheap ones at once, the others on threads of their own, so that no simulation is in their way. */
export class Questions {
  readonly #pool: Piscina;
  readonly #turns: Turns;
  readonly #options: QuestionsOptions;
  /** Questions of every client that are on threads or wait for one. */
  readonly #costly = new Map<string, number>();

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
  async ask(name: QuestionName, input: unknown, { client, gone }: Asker): Promise<unknown> {
    const kind: QuestionKind = questionKinds[name];
    const request = parseInput(kind.schema, input);
    kind.check(request, this.#options.questionBudget);
    if (kind.cost(request) <= CHEAP) return kind.answer(request);
    const reply = await this.#onThread({ name, request }, { client, gone });
    if ("mistakes" in reply) throw new InvalidInput(reply.mistakes);
    return reply.answer;
  }

  async stop() {
    await this.#pool.destroy();
  }

  async #onThread(task: QuestionTask, { client, gone }: Asker): Promise<QuestionReply> {
    this.#checkRoom(client);
    this.#count(client, 1);
    try {
      const work = async () => (await this.#pool.run(task, { name: "question", signal: gone })) as QuestionReply;
      return await this.#turns.take(client, gone, work);
    } finally {
      this.#count(client, -1);
    }
  }

  #checkRoom(client: string): void {
    const own = this.#costly.get(client) ?? 0;
    const { questionsPerClient, waitingQuestions } = this.#options;
    if (own >= questionsPerClient) {
      throw tryAgainLater(429, `${own} of your questions that take long are not answered yet.`, 5);
    }
    if (this.#turns.waiting >= waitingQuestions) {
      throw tryAgainLater(503, "Too many questions are waiting already.", 5);
    }
  }

  #count(client: string, change: 1 | -1): void {
    const own = (this.#costly.get(client) ?? 0) + change;
    if (own === 0) this.#costly.delete(client);
    else this.#costly.set(client, own);
  }
}
