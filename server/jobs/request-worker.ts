import { InvalidInput, type Mistake, parseInput } from "../../experiments/mistakes.ts";
import { planSimulation } from "../../experiments/simulation/plan.ts";
import { SimulationSpec } from "../../experiments/spec.ts";
import { type IdentifiedSpec, identified } from "../identified-spec.ts";
import { MalformedJson, readJson } from "../read-json.ts";
import { CHEAP, type QuestionKind, questionKinds, type QuestionName, smallerRequest } from "./question-kinds.ts";

/** A question, as a value that its schema has parsed or as the body that holds it. */
export type QuestionTask = { name: QuestionName } & ({ request: unknown } | { body: Uint8Array });

/** A question that its asker shows the progress of. */
export type ShownQuestionTask = QuestionTask & {
  /** One double: the part that is done. */
  progress?: SharedArrayBuffer;
};

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

/** What a question costs, and a smaller one to suggest where it turns out to take too long. */
export interface Examined {
  cost: number;
  /** Absent where the question is answered at once, or only checked. */
  smaller?: Mistake;
  answer?: AnswerBytes;
}

/** What a task gives. Errors lose their class between threads, so mistakes of a caller are values. */
export type Reply<Value> = { value: Value } | { mistakes: Mistake[] } | { malformed: string };

/**
 * The answer to a question as JSON, which crosses threads without being built anew.
 *
 * The event loop leaves to this what takes long: costly questions, and bodies too large to be read between two others.
 */
export default function answer({ name, progress, ...task }: ShownQuestionTask): Reply<AnswerBytes> {
  return replyOf(() => {
    const kind: QuestionKind = questionKinds[name];
    const request = "body" in task ? parseInput(kind.schema, readJson(task.body)) : task.request;
    const done = progress && new Float64Array(progress);
    return jsonOf(kind.answer(request, done && { onProgress: (fraction) => (done[0] = fraction) }));
  });
}

/** Reads and checks the body of a question, and answers it where that is cheap. */
export function examine({ name, body, budget, isOnlyChecked }: ExamineTask): Reply<Examined> {
  return replyOf(() => {
    const kind: QuestionKind = questionKinds[name];
    const request = parseInput(kind.schema, readJson(body));
    const cost = kind.cost(request);
    if (cost > budget) kind.check(request, budget);
    if (isOnlyChecked) return { cost };
    if (cost <= CHEAP) return { cost, answer: jsonOf(kind.answer(request)) };
    return { cost, smaller: smallerRequest(kind, request, cost) };
  });
}

/** Reads the body of a simulation, names it and plans it. */
export function identify(body: Uint8Array): Reply<IdentifiedSpec> {
  return replyOf(() => {
    const known = identified(parseInput(SimulationSpec, readJson(body)));
    return { ...known, plan: planSimulation(known.spec) };
  });
}

function jsonOf(answer: unknown): AnswerBytes {
  return new TextEncoder().encode(JSON.stringify(answer));
}

function replyOf<Value>(ask: () => Value): Reply<Value> {
  try {
    return { value: ask() };
  } catch (error) {
    if (error instanceof InvalidInput) return { mistakes: error.mistakes };
    if (error instanceof MalformedJson) return { malformed: error.message };
    throw error;
  }
}
