import { readNumber } from "../../forms/number-text.ts";

/** What a guess is worth: right, also where it is rounded; too coarse to tell; wrong; or no probability. */
export type Verdict = "right" | "rounded" | "coarse" | "wrong" | "unread";

interface Exact {
  value: number;
  formula?: string;
}

/** A guess that is not rounded agrees with the value to this, relatively. */
const SAME = 1e-9;
/** A rounded guess needs as many digits. */
const FEWEST_DIGITS = 2;

/**
 * Judges a typed probability: "1/6", "0.1667", "16.7%", or the formula of the answer, "ε/2".
 *
 * A decimal is right if the value rounds to it and it has two significant digits.
 */
export function judgeGuess(text: string, { value, formula }: Exact): Verdict {
  if (formula !== undefined && plainFormula(text) === plainFormula(formula)) return "right";
  const guess = probabilityOf(text);
  if (guess === undefined) return "unread";
  if (Math.abs(guess - value) <= SAME * value) return "right";
  const typed = typedDigits(text);
  if (!typed || Math.abs(guess - value) > 0.5 * 10 ** -typed.decimals * (1 + SAME)) return "wrong";
  if (typed.significant >= FEWEST_DIGITS) return "rounded";
  return typed.significant > 0 ? "coarse" : "wrong";
}

/** Where a text can mean two numbers, the one that is a probability. */
function probabilityOf(text: string): number | undefined {
  const reading = readNumber(text);
  const readings = "value" in reading ? [reading.value] : "ambiguous" in reading ? reading.ambiguous : [];
  return readings.find((number) => number >= 0 && number <= 1);
}

const SHARES: Record<string, number> = { "": 0, "%": 2, "‰": 3 };

/** How many decimals and significant digits a decimal was typed with; undefined for a fraction. */
function typedDigits(text: string): { decimals: number; significant: number } | undefined {
  const match = /^\s*\+?(\d*)(?:[.,](\d*))?(?:e([+-]?\d+))?\s*([%‰]?)\s*$/i.exec(text);
  if (!match) return undefined;
  const [, whole, fraction = "", exponent = "0", share] = match;
  const significant = (whole + fraction).replace(/^0+/, "").length;
  return { decimals: fraction.length - Number(exponent) + SHARES[share], significant };
}

function plainFormula(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/epsilon|eps|e(?![a-z])/g, "ε")
    .replaceAll(/[-–]/g, "−")
    .replaceAll(/[\s·*()]/g, "");
}
