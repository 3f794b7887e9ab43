/**
 * Control characters (C0, DEL, C1), formatting characters (bidirectional overrides, zero-width characters, tags), line
 * and paragraph separators, and surrogates without a partner.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Escapes the characters of one line that a terminal would obey or hide as \uXXXX, as in JSON. Names, labels and file names
 * come from others, and could otherwise colour, move, overwrite or reorder text on the screen. JSON keeps its value, because
 * it has such characters only in strings.
 */
export function visible(text: string): string {
  return text.replaceAll(UNSEEN, (character) => character.split("").map(escaped).join(""));
}

function escaped(codeUnit: string): string {
  return `\\u${codeUnit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A stream that may be a terminal, such as standard output. */
interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

export function printLine(text = "", output: Output = process.stdout): void {
  output.write(`${visible(text)}\n`);
}

export function printErrorLine(text: string): void {
  printLine(text, process.stderr);
}

/** Prints a value as JSON on one line, in exactly the bytes of the API; to a terminal, the same value escaped. */
export function printJson(value: unknown, output: Output = process.stdout): void {
  const json = JSON.stringify(value);
  output.write(`${output.isTTY ? visible(json) : json}\n`);
}

/** A document whose lines are separated by CRLF, escaped line by line for a terminal. */
export function visibleDocument(text: string): string {
  return `${text.trimEnd().split("\r\n").map(visible).join("\r\n")}\n`;
}

/**
 * Prints a whole document: unchanged, or escaped to a terminal.
 *
 * @throws the system's error where standard output cannot be written
 */
export async function printDocument(text: string): Promise<void> {
  const { stdout } = process;
  const shown = stdout.isTTY ? visibleDocument(text) : text;
  await new Promise<void>((done, reject) => {
    stdout.once("error", reject);
    stdout.write(shown, (error) => {
      if (error) return reject(error);
      stdout.off("error", reject);
      done();
    });
  });
}
