import { InvalidInput, type Mistake } from "../../../../experiments/mistakes/mistakes.ts";
import { canonicalJson } from "../../../../experiments/spec/canonical-json.ts";
import { type SimulationSpec, workOf } from "../../../../experiments/spec/spec.ts";
import { withValue } from "../../../../experiments/sweep/axis-path.ts";
import { type ExpandedSweep, expandSweep } from "../../../../experiments/sweep/expand.ts";
import type { Checked } from "../../../forms/use-draft-in-address.ts";
import { listText } from "../../../forms/number-list.ts";
import { unreadText } from "../../../forms/value-list.ts";
import { adviceOn } from "../../../text/mistakes.ts";
import { counted } from "../../../text/words.ts";
import { checkDraft, draftOf, type SpecDraft } from "../spec-draft.ts";
import { compactSpec } from "../spec-url.ts";
import { axisName, pathOf } from "./axis-name.ts";
import { type DraftList, listsIn, withFirstValues } from "./draft-lists.ts";

/** A number of the form and the values that it takes. */
export interface SweepAxis {
  /** JSON pointer in the specification of the form. */
  pointer: string;
  values: number[];
}

/** A sweep that the form describes, ready to run. */
export interface FormSweep extends ExpandedSweep {
  axis: SweepAxis;
  /** The policies that run, by their places in the form: those that the axis concerns. */
  policies: number[];
}

/** What the form describes: a run, or a sweep of runs. */
export interface Experiment {
  /** With the first value of the axis. */
  base: SimulationSpec;
  sweep?: FormSweep;
}

/** The experiment of a draft, or its mistakes. */
export function checkExperiment(draft: SpecDraft): Checked<Experiment> {
  const lists = listsIn(draft);
  const { spec: base, mistakes } = checkDraft(withFirstValues(draft, lists));
  const wrong = lists.flatMap((list, index) => listMistakes(list, index > 0 ? lists[0] : undefined, draft));
  if (!base) return { spec: undefined, mistakes: [...wrong, ...mistakes] };
  if (wrong.length > 0) return { spec: undefined, mistakes: wrong };
  const [list] = lists;
  if (!list || list.values.length === 1) return { spec: { base }, mistakes: [] };
  try {
    return { spec: { base, sweep: sweepOf(base, list) }, mistakes: [] };
  } catch (error) {
    if (error instanceof InvalidInput) return { spec: undefined, mistakes: atField(error.mistakes, list) };
    throw error;
  }
}

/** The draft of an experiment: the swept number has the list as its text. */
export function draftOfExperiment(base: SimulationSpec, axis: SweepAxis | undefined): SpecDraft {
  const draft = draftOf(base);
  return axis ? (withValue(draft, draft, pathOf(axis.pointer), listText(axis.values)) as SpecDraft) : draft;
}

/**
 * The sweep of a list. Other policies do not depend on a parameter of one, so they do not run: a policy's numbers are the same
 * alone and beside others.
 *
 * @throws InvalidInput on a value that is not allowed
 */
function sweepOf(base: SimulationSpec, { pointer, values }: DraftList): FormSweep {
  const compact = compactSpec(base);
  const [, alone] = /^\/policies\/(\d+)\//.exec(pointer) ?? [];
  const policies = alone === undefined ? base.policies.map((_, index) => index) : [Number(alone)];
  const only = <Entry>(entries: readonly Entry[]) => policies.map((index) => entries[index]);
  const { labels } = base;
  const own = { ...compact, policies: only(compact.policies), ...(labels && { labels: only(labels) }) };
  const axis = { pointer: pointer.replace(/^\/policies\/\d+/, "/policies/0"), values };
  return { ...expandSweep({ base: own, axes: [axis] }), axis: { pointer, values }, policies };
}

function listMistakes(
  { pointer, unread, ...list }: DraftList,
  first: DraftList | undefined,
  draft: SpecDraft,
): Mistake[] {
  const say = (detail: string): Mistake => ({ pointer, code: "invalid", detail: detail.replace(/\.$/, "") });
  if (unread.length > 0) return [say(unreadText({ ...list, unread }))];
  if (!first) return [];
  const other = `${axisName(first.pointer, draft).symbol} has ${counted(first.values.length, "value")}`;
  return [say(`One number at a time can have several values here, and ${other}. Over the API, up to three can`)];
}

/** Mistakes in the values of a sweep, at the field of the list: "Value 4, 1.5: enter a number from 0 to 1." */
function atField(mistakes: readonly Mistake[], { pointer, values }: DraftList): Mistake[] {
  return mistakes.map((mistake) => {
    const [, index] = /^\/axes\/0\/values\/(\d+)/.exec(mistake.pointer) ?? [];
    if (index === undefined) return { ...mistake, pointer };
    const advice = adviceOn(mistake).replace(/^[A-Z]/, (letter) => letter.toLowerCase());
    const detail = `Value ${Number(index) + 1}, ${values[Number(index)]}: ${advice}`;
    return { pointer, code: mistake.code, detail: detail.replace(/\.$/, "") };
  });
}

export function sameExperiment(a: Experiment, b: Experiment): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ base, sweep }: Experiment): string {
  return canonicalJson([base, sweep?.axis ?? null]);
}

/** Arms × horizon × replications, summed over policies and points. */
export function workOfExperiment({ base, sweep }: Experiment): number {
  return sweep ? sweep.points.reduce((total, { spec }) => total + workOf(spec.spec), 0) : workOf(base);
}
