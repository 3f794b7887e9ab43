import { armCountOf } from "../bandits/registry.ts";
import { limits } from "../limits.ts";
import { InvalidInput, type Mistake } from "../mistakes/mistakes.ts";
import { parseInput } from "../mistakes/parse-input.ts";
import type { Path } from "../mistakes/schema-place.ts";
import { type IdentifiedSpec, identified } from "../simulation/identified-spec.ts";
import { SimulationSpec, type SimulationSpecInput } from "../spec/spec.ts";
import { axisPath, withValue } from "./axis-path.ts";
import { SweepSpec, type SweepSpecInput } from "./sweep-spec.ts";

/** One combination of the axes' values, and its simulation. */
export interface SweepPoint {
  values: unknown[];
  spec: IdentifiedSpec;
}

export interface ExpandedSweep {
  /** As it was written. */
  spec: SweepSpecInput;
  /** The last axis varies fastest. */
  points: SweepPoint[];
}

interface Axis {
  pointer: string;
  path: Path;
  values: unknown[];
}

/** The base as it was written, and with its defaults. */
interface Base {
  written: SimulationSpecInput;
  complete: SimulationSpec;
}

type Found = { spec: IdentifiedSpec } | { mistakes: Mistake[] };

/** Mistakes that are reported; a sweep can hold thousands. */
const MOST_MISTAKES = 100;
/** Characters that an arm counts as: plans keep a random stream for each. */
const ARM_CHARACTERS = 20;

/**
 * The points of a sweep. A point's specification is the base as it was written, with the values in it, so a default that
 * depends on another field follows the values.
 *
 * @throws InvalidInput at "/axes/0/values/3" where a value is not allowed, at "/axes/0/pointer" where there is no such field
 */
export function expandSweep(input: unknown): ExpandedSweep {
  const { base: complete, axes: given } = parseInput(SweepSpec, input);
  const spec = input as SweepSpecInput;
  const base = { written: spec.base, complete };
  const axes = resolved(given, complete);
  const points: SweepPoint[] = [];
  const indicesByHash = new Map<string, number[]>();
  const mistakes = new Map<string, Mistake>();
  let characters = 0;
  for (const indices of combinations(axes.map(({ values }) => values.length))) {
    if (mistakes.size >= MOST_MISTAKES) break;
    const found = pointAt(base, axes, indices);
    const former = "spec" in found ? indicesByHash.get(found.spec.hash) : undefined;
    const wrong = "mistakes" in found ? found.mistakes : former ? [repeated(axes, indices, former)] : [];
    for (const mistake of wrong) mistakes.set(`${mistake.pointer} ${mistake.detail}`, mistake);
    if ("mistakes" in found || former) continue;
    indicesByHash.set(found.spec.hash, indices);
    points.push({ values: axes.map(({ values }, axis) => values[indices[axis]]), spec: found.spec });
    characters += found.spec.text.length + ARM_CHARACTERS * armCountOf(found.spec.spec.bandit);
    checkSize(characters, points.length);
  }
  if (mistakes.size > 0) throw new InvalidInput([...mistakes.values()]);
  return { spec: { base: spec.base, axes: given }, points };
}

/** The places of the axes, which must not contain one another. */
function resolved(axes: readonly { pointer: string; values: unknown[] }[], complete: SimulationSpec): Axis[] {
  const mistakes: Mistake[] = [];
  const known: Axis[] = [];
  axes.forEach(({ pointer, values }, index) => {
    const found = axisPath(pointer, complete);
    const at = `/axes/${index}/pointer`;
    if ("mistake" in found) {
      mistakes.push({ pointer: at, ...found.mistake });
      return;
    }
    const other = known.find(({ path }) => isWithin(path, found.path) || isWithin(found.path, path));
    if (other) {
      const detail = `shares a field with the axis ${other.pointer}, got ${JSON.stringify(pointer)}`;
      mistakes.push({ pointer: at, code: "not-allowed", detail, allowed: "a field that no other axis changes" });
    }
    known.push({ pointer, values, path: found.path });
  });
  if (mistakes.length > 0) throw new InvalidInput(mistakes);
  return known;
}

function isWithin(place: Path, other: Path): boolean {
  return place.every((key, depth) => key === other[depth]);
}

/** @throws InvalidInput where the specifications of a sweep, of which so many are known, need more memory than allowed */
function checkSize(characters: number, known: number): void {
  const { sweepCharacters: most } = limits;
  if (characters <= most) return;
  const detail = `make too large a sweep: the first ${known} points have ${characters} characters, and ${most} are allowed (an arm counts as ${ARM_CHARACTERS})`;
  throw new InvalidInput([
    { pointer: "/axes", code: "out-of-range", detail, allowed: `at most ${known - 1} points of this base` },
  ]);
}

/** All combinations of indices below the lengths; the last one varies fastest. */
function combinations(lengths: readonly number[]): number[][] {
  return lengths.reduce<number[][]>(
    (before, length) => before.flatMap((indices) => Array.from({ length }, (_, index) => [...indices, index])),
    [[]],
  );
}

function pointAt(base: Base, axes: readonly Axis[], indices: readonly number[]): Found {
  const found = parsed(base, axes, indices);
  if ("spec" in found) return found;
  return { mistakes: found.mistakes.map((mistake) => atValue(mistake, base, axes, indices)) };
}

/** The specification with the values of some axes, or the mistakes in it. */
function parsed({ written, complete }: Base, axes: readonly Axis[], indices: readonly number[]): Found {
  const whole = axes.reduce<unknown>(
    (spec, { path, values }, axis) => withValue(spec, complete, path, values[indices[axis]]),
    written,
  );
  try {
    return { spec: identified(parseInput(SimulationSpec, whole)) };
  } catch (error) {
    if (error instanceof InvalidInput) return { mistakes: error.mistakes };
    throw error;
  }
}

/** A mistake in a point's specification, as one in the value of an axis. */
function atValue(mistake: Mistake, base: Base, axes: readonly Axis[], indices: readonly number[]): Mistake {
  const { pointer, detail } = mistake;
  const inside = axes.findIndex((axis) => pointer === axis.pointer || pointer.startsWith(`${axis.pointer}/`));
  if (inside >= 0) {
    const rest = pointer.slice(axes[inside].pointer.length);
    return { ...mistake, pointer: `/axes/${inside}/values/${indices[inside]}${rest}` };
  }
  const alone = axes.findIndex((axis, index) => isWrongAt(pointer, parsed(base, [axis], [indices[index]])));
  const axis = alone < 0 ? axes.length - 1 : alone;
  return {
    ...mistake,
    pointer: `/axes/${axis}/values/${indices[axis]}`,
    detail: `gives a simulation whose ${pointer || "specification"} ${detail}`,
  };
}

function isWrongAt(pointer: string, found: Found): boolean {
  return "mistakes" in found && found.mistakes.some((mistake) => mistake.pointer === pointer);
}

/** Two points with the same simulation: the first axis on which they differ has a value twice. */
function repeated(axes: readonly Axis[], indices: readonly number[], former: readonly number[]): Mistake {
  const axis = axes.findIndex((_, each) => indices[each] !== former[each]);
  const value = JSON.stringify(axes[axis].values[indices[axis]]);
  return {
    pointer: `/axes/${axis}/values/${indices[axis]}`,
    code: "not-allowed",
    detail: `gives the same simulation as value ${former[axis]} of the axis, got ${value.slice(0, 60)}`,
    allowed: "distinct values",
  };
}
