/** Rows of a formula that is too wide for one: it breaks before signs, since MathML does not break by itself. */

/** The formula in rows of at most `width` em, as far as its terms allow. */
export function formulaRows(tex: string, width: number): string[] {
  if (widthOf(tex) <= width) return [tex];
  // Brackets that grow with their content cannot end in another row.
  const loose = tex
    .replaceAll("\\left(", "\\bigl(")
    .replaceAll("\\right)", "\\bigr)")
    .replaceAll("\\left[", "\\Bigl[")
    .replaceAll("\\right]", "\\Bigr]");
  const rows: string[] = [];
  for (const piece of piecesOf(loose)) {
    const row = rows.at(-1);
    if (row === undefined || widthOf(row) + widthOf(piece) > width) rows.push(piece);
    else rows[rows.length - 1] = row + piece;
  }
  return rows;
}

const SIGNS = [" + ", " - ", " = ", " \\cdot "];

/** The formula cut before every sign that is in no braces. */
function piecesOf(tex: string): string[] {
  const pieces = [""];
  let depth = 0;
  for (let at = 0; at < tex.length; at++) {
    const isSign = depth === 0 && SIGNS.some((sign) => tex.startsWith(sign, at));
    // A row begins with its sign.
    if (isSign && pieces.at(-1)!.trim() !== "") pieces.push("");
    if (tex[at] === "{") depth++;
    if (tex[at] === "}") depth--;
    pieces[pieces.length - 1] += tex[at];
  }
  return pieces;
}

/** Widths in em, of what the rest of the list no longer sees. */
const widths: readonly (readonly [RegExp, (...parts: string[]) => number])[] = [
  [/\\frac\{([^{}]*)\}\{([^{}]*)\}/, (_, above, below) => 0.52 * Math.max(above.length, below.length) + 0.3],
  [/\\text\{([^{}]*)\}/, (_, text) => 0.5 * text.length],
  [/\^\{([^{}]*)\}/, (_, exponent) => 0.4 * exponent.length],
  [/\\int(_0\^\w)?/, () => 1.1],
  [/_\w(\^\w)?/, () => 0.4],
  [/\\(d?q?quad|[,!;])/, () => 0.2],
  [/\\(?:[bB]igg?[lr]|left|right)/, () => 0],
  [/\\[A-Za-z]+/, () => 0.8],
  [/[-+=<>]/, () => 1.1],
  [/[A-Za-z0-9()[\],.]/, () => 0.54],
];

/** About how wide a formula is, in em. */
export function widthOf(tex: string): number {
  let [rest, width] = [tex, 0];
  for (const [sign, widthOfSign] of widths) {
    rest = rest.replaceAll(new RegExp(sign, "g"), (...parts: unknown[]) => {
      width += widthOfSign(...parts.filter((part) => typeof part === "string"));
      return " ";
    });
  }
  return width;
}
