import { type ParseError, printParseErrorCode, visit } from "jsonc-parser";

/** Largest depth of nested arrays and objects: no valid input is deeper, and recursive code would overflow. */
export const JSON_DEPTH = 16;

/** A text is not strict JSON; the message says where. */
export class MalformedJson extends Error {
  /** The message as a sentence of its own. */
  readonly detail: string;

  constructor(detail: string, place?: Place) {
    const where = place ? ` at line ${place.line + 1}, column ${place.column + 1}` : "";
    super(detail + where);
    this.detail = `${detail}${where}.`;
  }
}

interface Place {
  line: number;
  column: number;
}

/**
 * Reads JSON strictly (RFC 8259): UTF-8, one value, at most 16 levels, no duplicate keys. `JSON.parse` alone takes the last
 * of two equal keys, which would hide a mistake in a specification.
 *
 * @throws MalformedJson
 */
export function readJson(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : decode(source);
  if (text.trim() === "") throw new MalformedJson("The input is empty, and JSON is expected");
  check(text);
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedJson("The input is not JSON");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new MalformedJson("The input is not valid UTF-8");
  }
}

/** Throws from the callbacks, so that reading stops at the first mistake and never goes too deep. */
function check(text: string): void {
  const keys: Set<string>[] = [];
  let depth = 0;
  const enter = (line: number, column: number) => {
    if (++depth > JSON_DEPTH) {
      throw new MalformedJson(`The JSON is more than ${JSON_DEPTH} levels deep`, { line, column });
    }
  };
  visit(
    text,
    {
      onObjectBegin: (_offset, _length, line, column) => {
        enter(line, column);
        keys.push(new Set());
      },
      onObjectEnd: () => {
        depth--;
        keys.pop();
      },
      onArrayBegin: (_offset, _length, line, column) => enter(line, column),
      onArrayEnd: () => {
        depth--;
      },
      // Keys arrive unescaped, so "a" and "\u0061" are equal.
      onObjectProperty: (key, _offset, _length, line, column) => {
        const seen = keys.at(-1)!;
        if (seen.has(key)) throw new MalformedJson(`The key ${shown(key)} appears twice`, { line, column });
        seen.add(key);
      },
      onError: (error, _offset, _length, line, column) => {
        throw new MalformedJson(`The input is not JSON (${reason(error)})`, { line, column });
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
}

function shown(key: string): string {
  return JSON.stringify(key.length > 60 ? `${key.slice(0, 57)}…` : key);
}

/** "value expected" for ValueExpected. */
function reason(error: ParseError["error"]): string {
  return printParseErrorCode(error)
    .replaceAll(/(?<!^)[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();
}
