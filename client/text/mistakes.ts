import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { formatNumber } from "./number-format.ts";
import { policyLabels } from "./policy-labels.computed.ts";
import { capitalised } from "./words.ts";

/** A pattern of the API's words, and what to do about it in the user's. */
type Rule = [pattern: RegExp, advice: (...groups: string[]) => string];

const NUMBER = String.raw`(-?[\d.]+(?:e[+-]?\d+)?)`;
const from = (least: string, most: string) => `from ${bound(least)} to ${bound(most)}`;

/** Rules on the detail of a mistake. They name the reason, so they come before those on `allowed`. */
const DETAILS: Rule[] = [
  [/^is not a known field; did you mean (.*)\?$/, (near) => `Unknown field. Did you mean ${near}?`],
  [/^is not a known field$/, () => "Unknown field."],
  [/; did you mean (.*)\?$/, (near) => `Unknown choice. Did you mean ${near}?`],
  [
    /^must be at most (\d+) for (\S+) to plan for (.*), got/,
    (most, kind, arms) => `Enter at most ${bound(most)}: ${labelOf(kind)} cannot plan further for ${arms}.`,
  ],
  [
    /^cannot be planned by (\S+) for (.*)$/,
    (kind, arms) => `${labelOf(kind)} cannot plan for ${arms}. Use fewer arms or remove this policy.`,
  ],
  [
    /^(\S+) needs (.*), which a \S+ bandit does not give$/,
    (kind, rewards) => `${labelOf(kind)} needs ${rewards}. Replace it or choose another bandit.`,
  ],
  [
    /^(\S+) depends on the order of rewards/,
    (kind) => `${labelOf(kind)} cannot forget replaced arms. Replace it or choose another bandit.`,
  ],
  [/^replaces alpha and beta/, () => "Enter one prior for each arm, or one α and β for all, not both."],
  [
    /^must be in \[.*\] for (\S+) rewards/,
    (family) =>
      `Enter ${family === "bernoulli" ? "a number from 0 to 1 for rewards of 0 or 1" : `a mean of ${family} rewards`}.`,
  ],
  // A piece of an address, such as a pull or a prior.
  [/^must be an object, got (".*)$/, (text) => `Cannot be read: ${text}.`],
  [/^is not JSON$/, () => "Not valid JSON."],
  [/^has (\d+) more mistakes$/, (count) => `There are ${bound(count)} more mistakes.`],
];

/** Rules on the allowed values. */
const ALLOWED: Rule[] = [
  [
    new RegExp(`^an integer in \\[${NUMBER}, ${NUMBER}\\]$`),
    (least, most) => `Enter a whole number ${from(least, most)}.`,
  ],
  [new RegExp(`^in \\[${NUMBER}, ${NUMBER}\\]$`), (least, most) => `Enter a number ${from(least, most)}.`],
  [/^an integer above (\d+)$/, (least) => `Enter a whole number above ${bound(least)}.`],
  [/^(\d+)$/, (only) => `Enter ${bound(only)}.`],
  [/^at most (\d+)(?: for these arms and policies)?$/, (most) => `Enter at most ${bound(most)}.`],
  [/^a list of (\d+) to (\d+) entries$/, (least, most) => `Enter ${bound(least)} to ${bound(most)} entries.`],
  [/^(\d+) entries, one per (\w+)$/, (count, noun) => `Enter ${count} entries, one for each ${noun}.`],
  [/^a string of 0 to (\d+) characters/, (most) => `Enter up to ${bound(most)} characters.`],
  [/^a string of (\d+) to (\d+) characters/, (least, most) => `Enter ${bound(least)} to ${bound(most)} characters.`],
  [/^at most (\d+) characters$/, (most) => `Enter up to ${bound(most)} characters.`],
  [/^(?:one of )?([\w-]+(?:, [\w-]+)+)$/, (options) => `Choose one of ${options}.`],
];

/** What to do about a mistake: "Enter a whole number from 1 to 1,000,000." One that no rule knows speaks for itself. */
export function adviceOn({ detail, allowed = "" }: Mistake): string {
  return applied(DETAILS, detail) ?? applied(ALLOWED, allowed) ?? `${capitalised(detail)}.`;
}

/** A mistake with its place, for people who see no field at it: "Policy 1, epsilon: enter a number from 0 to 1, not 2." */
export function mistakeWithPlace(mistake: Mistake): string {
  const place = placeOf(mistake.pointer);
  const advice = adviceOn(mistake);
  const given = /^(Enter|Choose)[^:]*\.$/.test(advice) ? /, got (.{1,60})$/.exec(mistake.detail)?.[1] : undefined;
  const text = given === undefined ? advice : advice.replace(/\.$/, `, not ${given}.`);
  if (place === "") return text;
  return `${capitalised(place)}: ${text.replace(/^(Enter|Choose|Unknown|Cannot)/, (word) => word.toLowerCase())}`;
}

/** Mistakes without those that say the same of the same place: zod reports 1e30 as too large twice. */
export function distinct(mistakes: readonly Mistake[]): Mistake[] {
  const texts = mistakes.map(({ pointer, detail }) => `${pointer} ${detail}`);
  return mistakes.filter((_, index) => texts.indexOf(texts[index]) === index);
}

/** What one entry of a list is called, where dropping the final s does not say it. */
const ENTRIES: Record<string, string> = { policies: "policy", history: "pull" };

/** A JSON pointer as people say it: "/policies/0/initialValue" is "policy 1, initial value". */
function placeOf(pointer: string): string {
  const parts = pointer.split("/").slice(1);
  return parts
    .flatMap((part, index) => {
      if (/^\d+$/.test(part) && index > 0)
        return `${ENTRIES[parts[index - 1]] ?? parts[index - 1].replace(/s$/, "")} ${Number(part) + 1}`;
      return /^\d+$/.test(parts[index + 1] ?? "")
        ? []
        : part.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    })
    .join(", ");
}

function applied(rules: readonly Rule[], text: string): string | undefined {
  for (const [pattern, advice] of rules) {
    const match = pattern.exec(text);
    if (match) return advice(...match.slice(1));
  }
  return undefined;
}

function labelOf(kind: string): string {
  return Object.hasOwn(policyLabels, kind) ? policyLabels[kind] : kind;
}

function bound(digits: string): string {
  return formatNumber(Number(digits));
}
