import { parseInput } from "../../../experiments/mistakes/parse-input.ts";
import { ARM_NAMES, LectureSpec, lectureSpec } from "./spec.ts";

/**
 * The page's address: `history=a0,b1&arms=2&alpha=1&beta=1&priors=1:2,2:1&epsilon=0.1&explore=all&c=1&tieBreak=uniform`,
 * Only differences from the lecture's exercise are written.
 */
export function toQuery(spec: LectureSpec): string {
  const { history, priors, slide, ...plain } = spec;
  const parts = Object.entries(plain).filter(([name, value]) => value !== lectureSpec[name as keyof typeof plain]);
  const written = parts.map(([name, value]) => `${name}=${value}`);
  if (historyText(history) !== historyText(lectureSpec.history)) written.unshift(`history=${historyText(history)}`);
  if (priors) written.push(`priors=${priors.map(({ alpha, beta }) => `${alpha}:${beta}`).join(",")}`);
  if (slide) written.push("slide=true");
  return written.join("&");
}

/**
 * The specification of an address. Unknown fields, such as `utm_source`, are ignored. Text that cannot be read goes to
 * the schema unchanged, so that the mistake quotes it.
 *
 * @throws InvalidInput
 */
export function fromQuery(query: string): LectureSpec {
  const input: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(query)) {
    if (!Object.hasOwn(LectureSpec.shape, name)) continue;
    input[name] = Object.hasOwn(readers, name) ? readers[name](text) : number(text);
  }
  return parseInput(LectureSpec, input);
}

const readers: Record<string, (text: string) => unknown> = {
  history: (text) => list(text, (token) => readPull(token)),
  priors: (text) => list(text, (token) => readPrior(token)),
  slide: (text) => (text === "true" ? true : text),
};

function historyText(history: LectureSpec["history"]): string {
  return history.map(({ arm, reward }) => `${ARM_NAMES[arm]}${reward}`).join(",");
}

function readPull(token: string): unknown {
  const match = /^([a-f])([01])$/.exec(token);
  return match ? { arm: ARM_NAMES.findIndex((name) => name === match[1]), reward: Number(match[2]) } : token;
}

function readPrior(token: string): unknown {
  const [alpha, beta, ...rest] = token.split(":");
  return beta === undefined || rest.length > 0 ? token : { alpha: number(alpha), beta: number(beta) };
}

function list(text: string, read: (token: string) => unknown): unknown[] {
  return text === "" ? [] : text.split(",").map(read);
}

/** A decimal as a number; other text stays as it is. */
function number(text: string): unknown {
  return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : text;
}
