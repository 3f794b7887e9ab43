import { type ParseError, printParseErrorCode, visit } from "jsonc-parser";

/** Containers in containers that are read: deeper ones are no specification, and would overflow recursive code. */
export const JSON_DEPTH = 16;

/** A text that is not the JSON that every face reads: says where. */
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
 * Reads JSON strictly (RFC 8259): UTF-8, one value, at most 16 deep, no key twice in an object. `JSON.parse` alone takes
 * the last of two equal keys, so that a mistake in a specification would pass unseen.
 *
 * @throws MalformedJson
 */
export function readJson(source: string | Uint8Array): unknown {
  const text = typeof source === "string" ? source : decode(source);
  if (text.trim() === "") throw new MalformedJson("The input is empty where JSON is expected");
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

/** Throws from the callbacks, so that reading stops at the first mistake and never goes deeper than is allowed. */
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
      // The key comes unescaped: "a" and "\u0061" are the same key.
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
