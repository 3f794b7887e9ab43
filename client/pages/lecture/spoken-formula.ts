/** Our formulas in words, for readers who hear them: "= the integral from 0 to 1 of (2 minus 2 x) times x squared d x". */

/** In this order: what has arguments of its own comes first. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\\int_0\^1/g, " the integral from 0 to 1 of "],
  [/\\int_0\^x/g, " the integral from 0 to x of "],
  [/\\left\[(.*)\\right\]_0\^1/g, " $1, from 0 to 1"],
  [/\\frac\{(\d+)\}\{(\d+)\}/g, " $1/$2 "],
  [/\\theta_([a-z])/g, " theta $1 "],
  [/\\text\{([^}]*)\}/g, " $1 "],
  [/([fF])_([a-z])\(([a-z])\)/g, " $1 $2 of $3 "],
  [/\^\{2\}/g, " squared "],
  [/\^\{3\}/g, " cubed "],
  [/\^\{(\d+)\}/g, " to the power of $1 "],
  [/\\cdot/g, " times "],
  [/\\(left|right)|\\[,!;]/g, " "],
  [/\bd([xy])\b/g, " d $1 "],
  [/([0-9)/])\s*([a-z(])/g, "$1 $2"],
  [/-/g, " minus "],
  [/\+/g, " plus "],
  [/>/g, " is greater than "],
  [/=/g, " equals "],
];

export function spokenFormula(tex: string): string {
  const spoken = words.reduce((text, [sign, word]) => text.replaceAll(sign, word), tex);
  return spoken.replaceAll(/\s+/g, " ").replaceAll(" ,", ",").replaceAll("( ", "(").replaceAll(" )", ")").trim();
}
