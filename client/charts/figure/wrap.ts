/** The width of a text. */
export type Measure = (text: string) => number;

/** Breaks a text at spaces into lines of at most a width; a wider word is broken anywhere. */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, width, measure))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

function pieces(word: string, width: number, measure: Measure): string[] {
  const found = [""];
  for (const character of word) {
    const longer = found.at(-1)! + character;
    if (found.at(-1) !== "" && measure(longer) > width) found.push(character);
    else found[found.length - 1] = longer;
  }
  return found;
}
