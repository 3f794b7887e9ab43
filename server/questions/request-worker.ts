import { Cancelled } from "../../experiments/watch.ts";
import { InvalidInput, type Mistake } from "../../experiments/mistakes/mistakes.ts";
import { parseInput } from "../../experiments/mistakes/parse-input.ts";
import { SimulationSpec } from "../../experiments/spec/spec.ts";
import { WorkExceeded, WorkMeter } from "../../policies/work-meter.ts";
import { identified, type SpecParts } from "../../experiments/simulation/identified-spec.ts";
import { estimateSimulation, type SimulationEstimate } from "../../experiments/simulation/estimate.ts";
import { expandSweep } from "../../experiments/sweep/expand.ts";
import type { SweepSpecInput } from "../../experiments/sweep/sweep-spec.ts";
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

/** A question: a request that its schema has parsed, or the body that holds it. */
export type QuestionTask = { name: QuestionName; request?: unknown; body?: Uint8Array };

/** A question that took too long, to suggest a smaller one. */
export interface SuggestTask {
  question: QuestionTask;
  /** The cost of the smaller one as a part of its cost. */
  part: number;
}

/** What a thread receives: a task, and the memory of its `TaskState`. */
interface Given<Task> {
  task: Task;
  state: SharedArrayBuffer;
}

/** A body that holds a question, to read, and to answer if the question is cheap. */
export interface ExamineTask {
  name: QuestionName;
  body: Uint8Array;
  budget: number;
  /** Whether to report only the cost. */
  isOnlyChecked: boolean;
}

/** A sweep whose points are identified and planned. */
export interface ExpandedParts {
  spec: SweepSpecInput;
  points: { values: unknown[]; parts: Required<SpecParts>; estimate: SimulationEstimate }[];
}

/** JSON of an answer. */
export type AnswerBytes = Uint8Array<ArrayBuffer>;

/** The cost of a question, and its answer if it is cheap. */
export interface Examined {
  cost: number;
  answer?: AnswerBytes;
}

/** Limit on all exact comparisons of a question, whose number is not known beforehand. */
const COMPARING_NANOSECONDS = 2e10;

/** The reply to a task. Errors lose their class between threads, so mistakes of a caller are values. */
export type Reply<Value> = { value: Value } | { mistakes: Mistake[] } | { malformed: string };

/**
 * Answers a question. The answer is JSON text, because structured cloning of a large answer would block the event loop.
 */
export default function answer({ task, state: memory }: Given<QuestionTask>) {
  return replyOf((): AnswerBytes => {
    const state = begun(memory);
    return answerWatched(questionKinds[task.name], requestOf(task), state);
  });
}

/** Reads and checks the body of a question, and answers it if it is cheap. */
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

/** The field to change, and its value, for a question of a part of the cost. */
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

/** Reads the body of a sweep, and identifies and plans the specifications of its points. */
export function expand({ task: body, state }: Given<Uint8Array>) {
  return replyOf((): ExpandedParts => {
    begun(state);
    const { spec, points } = expandSweep(readJson(body));
    return {
      spec,
      points: points.map(({ values, spec: { text, spec: simulation, hash, plan } }) => ({
        values,
        parts: { text, spec: simulation, hash, plan },
        estimate: estimateSimulation(simulation),
      })),
    };
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

/** Answers with progress and cancellation where the kind has them; exact comparisons extend the time limit. */
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

/** The value, or the caller's mistake; undefined where the task was cancelled or ran out of time. */
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
