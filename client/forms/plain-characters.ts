const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻";
const RAISED = "0123456789+-";

/** Variants of plain characters from keyboards, spreadsheets and typesetting. */
const PLAIN: [pattern: RegExp, plain: string | ((found: string) => string)][] = [
  // Invisible marks of direction and line breaking.
  [/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\u00AD]/g, ""],
  // Tabs and line breaks stay: they separate numbers.
  [/[^\S\t\r\n]+/g, " "],
  [/[\u2010-\u2013\u2212\uFE63\uFF0D]/g, "-"],
  [/[’‘ʼ＇]/g, "'"],
  [/[\u2044\u2215]/g, "/"],
  [/[⁰¹²³⁴-⁹⁺⁻]+/g, (raised) => `^${raised.replaceAll(/./g, (one) => RAISED[SUPERSCRIPTS.indexOf(one)])}`],
  [/\*\*/g, "^"],
  // Full-width digits, letters and marks.
  [/[\uFF01-\uFF5E]/g, (wide) => String.fromCodePoint(wide.codePointAt(0)! - 0xfee0)],
];

/** "½" alone is "1/2"; mixed numbers such as "1½" are not read. */
const VULGAR = /^([+-]?)([¼-¾⅐-⅞])$/;

/** A typed or pasted number in plain ASCII: "１２", "−5", "10³" are "12", "-5", "10^3". */
export function plainCharacters(text: string): string {
  const plain = PLAIN.reduce((done, [pattern, by]) => done.replaceAll(pattern, by as string), text).trim();
  return plain.replace(VULGAR, (_, sign: string, one: string) => sign + one.normalize("NFKC").replace("\u2044", "/"));
}
