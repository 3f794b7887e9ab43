import { Cancelled } from "../../experiments/watch.ts";
import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { identified, type SpecParts } from "../../experiments/simulation/identified-spec.ts";
import { MalformedJson, readJson } from "../read-json.ts";
import {
  CHEAP,
  type QuestionKind,
  questionKinds,
  type QuestionName,
  smallerRequest,
  STEP_MILLISECONDS,
} from "./question-kinds.ts";
import { TaskState } from "../threads/task-state.ts";
import { moreMilliseconds, mostMilliseconds } from "../threads/time-limit.ts";

/** A question: a value that its schema has parsed, or the body that holds it. */
export type QuestionTask = { name: QuestionName; request?: unknown; body?: Uint8Array };

/** A question that took too long, of which a smaller one is to be suggested. */
export interface SuggestTask {
  question: QuestionTask;
  /** The part of its cost that the smaller one has. */
  part: number;
}

/** What a thread is given: a task, and the memory of its `TaskState`. */
interface Given<Task> {
  task: Task;
  state: SharedArrayBuffer;
}

/** A body that holds a question, to be read and, where that is cheap, answered. */
export interface ExamineTask {
  name: QuestionName;
  body: Uint8Array;
  budget: number;
  /** Only the cost is wanted. */
  isOnlyChecked: boolean;
}

/** JSON of an answer. */
export type AnswerBytes = Uint8Array<ArrayBuffer>;

/** What a question costs, and the answer where that is cheap. */
export interface Examined {
  cost: number;
  answer?: AnswerBytes;
}

/** What exact comparisons, whose number only shows on the way, may be declared to take in all. */
const COMPARING_NANOSECONDS = 2e10;

/** What a task gives. Errors lose their class between threads, so mistakes of a caller are values. */
export type Reply<Value> = { value: Value } | { mistakes: Mistake[] } | { malformed: string };

/**
 * The answer to a question as JSON, which crosses threads without being built anew.
 *
 * The event loop leaves to this what takes long: costly questions, and bodies too large to be read between two others.
 */
export default function answer({ task, state: memory }: Given<QuestionTask>) {
  return replyOf((): AnswerBytes => {
    const state = begun(memory);
    return answerWatched(questionKinds[task.name], requestOf(task), state);
  });
}

/** Reads and checks the body of a question, and answers it where that is cheap. */
export function examine({ task, state: memory }: Given<ExamineTask>) {
  const { name, body, budget, isOnlyChecked } = task;
  return replyOf((): Examined => {
    const state = begun(memory);
    const kind: QuestionKind = questionKinds[name];
    const request = parseInput(kind.schema, readJson(body));
    const cost = kind.cost(request);
    if (cost > budget) kind.check(request, budget);
    if (isOnlyChecked || cost > CHEAP) return { cost };
    state.most = state.taken + mostMilliseconds(cost * STEP_MILLISECONDS);
    return { cost, answer: answerWatched(kind, request, state) };
  });
}

/** A question of a part of the cost: the field to change, and to what. */
export function suggest({ task: { question, part }, state }: Given<SuggestTask>) {
  return replyOf((): { smaller?: Mistake } => {
    begun(state);
    return { smaller: smallerRequest(questionKinds[question.name], requestOf(question), part) };
  });
}

/** Reads the body of a simulation, and identifies and plans its specification. */
export function identify({ task: body, state }: Given<Uint8Array>) {
  return replyOf((): SpecParts => {
    begun(state);
    const { text, spec, hash, plan } = identified(parseInput(SimulationSpec, readJson(body)));
    return { text, spec, hash, plan };
  });
}

function requestOf({ name, request, body }: QuestionTask): unknown {
  const { schema }: QuestionKind = questionKinds[name];
  return body ? parseInput(schema, readJson(body)) : request;
}

function begun(memory: SharedArrayBuffer): TaskState {
  const state = new TaskState(memory);
  state.begin();
  return state;
}

/** Looks up from its work where the kind can, and may take longer by what exact comparisons are said to take. */
function answerWatched(kind: QuestionKind, request: unknown, state: TaskState): AnswerBytes {
  const meter = new WorkMeter(COMPARING_NANOSECONDS, (nanoseconds) => {
    state.most += moreMilliseconds(nanoseconds / 1e6);
  });
  const onProgress = (fraction: number) => {
    state.fraction = fraction;
  };
  return jsonOf(
    kind.answer(request, { meter, onProgress, cancelled: () => state.isEnded, now: () => performance.now() }),
  );
}

function jsonOf(answer: unknown): AnswerBytes {
  return new TextEncoder().encode(JSON.stringify(answer));
}

/** What is asked for, or the caller's mistake; nothing where it ended because it took too long or is not wanted. */
function replyOf<Value>(ask: () => Value): Reply<Value> | undefined {
  try {
    return { value: ask() };
  } catch (error) {
    if (error instanceof InvalidInput) return { mistakes: error.mistakes };
    if (error instanceof MalformedJson) return { malformed: error.message };
    if (error instanceof Cancelled || error instanceof WorkExceeded) return undefined;
    throw error;
  }
}
