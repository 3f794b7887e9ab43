import { type Mistake } from "../mistakes/mistakes.ts";
import { pointerOf } from "../mistakes/explain.ts";
import { fieldsAt, type Path, valueAt } from "../mistakes/schema-place.ts";
import { suggestion } from "../mistakes/suggestion.ts";
import { SimulationSpec } from "../spec/spec.ts";

/**
 * The place that a JSON pointer (RFC 6901) names in a specification, or the mistake in the pointer.
 *
 * @param complete the specification with its defaults: a field that was left out can be named too
 */
export function axisPath(
  pointer: string,
  complete: SimulationSpec,
): { path: Path } | { mistake: Omit<Mistake, "pointer"> } {
  if (!pointer.startsWith("/")) {
    const detail = `must be a JSON pointer, which begins with "/", got ${JSON.stringify(pointer)}`;
    return { mistake: { code: "invalid", detail, allowed: "a pointer such as /policies/0/epsilon" } };
  }
  const path: (string | number)[] = [];
  for (const token of pointer.slice(1).split("/").map(unescaped)) {
    const keys = keysAt(complete, path);
    if (!keys.includes(token)) return { mistake: unknownField(pointer, token, path, keys) };
    path.push(Array.isArray(valueAt(complete, path)) ? Number(token) : token);
  }
  return { path };
}

function unescaped(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The keys below a place: the indices of a list, or the fields that an object may have. */
function keysAt(complete: SimulationSpec, path: Path): string[] {
  const value = valueAt(complete, path);
  return Array.isArray(value) ? [...value.keys()].map(String) : fieldsAt(SimulationSpec, path, complete);
}

function unknownField(pointer: string, token: string, path: Path, keys: readonly string[]): Omit<Mistake, "pointer"> {
  const place = path.length === 0 ? "the base" : pointerOf(path);
  const isList = keys[0] === "0";
  const allowed = isList ? `indices 0 to ${keys.length - 1}` : keys.join(", ");
  const has = keys.length === 0 ? "has no fields" : isList ? `has the ${allowed}` : `has the fields ${allowed}`;
  const near = isList ? "" : suggestion(token, keys);
  return {
    code: "unknown-field",
    detail: `names no field of the base, got ${JSON.stringify(pointer)}: ${place} ${has}${near}`,
    ...(keys.length > 0 && { allowed }),
  };
}

/**
 * A copy of a specification with another value at a place.
 *
 * @param complete fills in what the specification leaves out around the place
 */
export function withValue(written: unknown, complete: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  const around = (written ?? complete) as Record<string | number, unknown>;
  const inner = withValue(around[key], valueAt(complete, [key]), rest, value);
  if (Array.isArray(around)) return around.with(Number(key), inner);
  return { ...around, [key]: inner };
}
