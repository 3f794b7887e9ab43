/**
 * Control characters (C0, DEL, C1), formatting characters (bidirectional overrides, zero-width characters, tags), line
 * and paragraph separators, and surrogates without a partner.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * One line of text as a terminal shows it: characters that the terminal would obey or hide become \uXXXX, as in JSON.
 * Names, labels and file names come from others, and could otherwise colour, move, overwrite or reorder what is shown.
 * On JSON it keeps the value, because JSON has such characters in strings alone.
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

/** Prints a value as JSON on one line: exactly the API's bytes, except to a terminal, which gets the same value escaped. */
export function printJson(value: unknown, output: Output = process.stdout): void {
  const json = JSON.stringify(value);
  output.write(`${output.isTTY ? visible(json) : json}\n`);
}

/** A document of lines that end in CRLF, where it has several, as a terminal shows it. */
export function visibleDocument(text: string): string {
  return `${text.trimEnd().split("\r\n").map(visible).join("\r\n")}\n`;
}

/**
 * Prints a whole document as it is, except to a terminal.
 *
 * @throws the system's error, where standard output cannot take it
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
