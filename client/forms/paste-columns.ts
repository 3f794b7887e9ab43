import type { ParameterField } from "./parameter-fields.ts";
import { NAME, type PasteColumn } from "./pasted-rows.ts";

const SUCCESSES = ["success", "conversions", "conversion", "converted", "clicks", "wins", "orders", "signups", "ones"];
const TRIALS_HEADS = [
  "n",
  "total",
  "visitors",
  "users",
  "impressions",
  "views",
  "sessions",
  "participants",
  "pulls",
  "samples",
];

/** Common heads of a column in other tables, besides its own name, title and symbol. */
const HEADS: Record<string, readonly string[]> = {
  name: ["arm", "arms", "variant", "variation", "group", "label", "option", "page", "version"],
  successes: SUCCESSES,
  conversions: ["successes", ...SUCCESSES],
  visitors: ["trials", ...TRIALS_HEADS],
  failures: ["failure", "losses", "misses", "zeros", "not converted"],
  alpha: ["a"],
  beta: ["b"],
  mean: ["mu", "μ", "average"],
  means: ["mean", "mu", "average", "probability", "p"],
  standardDeviation: ["sd", "std", "std dev", "stdev", "sigma", "σ", "standard error", "se"],
  deviation: ["sd", "std", "std dev", "stdev", "sigma", "σ"],
  shape: ["k"],
  from: ["start", "begin", "since", "round", "decision", "pull", "t"],
  events: ["event", "count", "counts"],
  exposure: ["time", "hours", "days"],
  location: ["mean", "mu", "average"],
  degreesOfFreedom: ["df", "dof", "nu", "ν"],
};

/** Trials: failures are trials minus successes. */
const TRIALS: PasteColumn = {
  name: "trials",
  label: "trials",
  heads: TRIALS_HEADS,
  whole: true,
  decides: {
    name: "failures",
    from: ({ successes }, trials) =>
      typeof successes === "number" && typeof trials === "number" ? trials - successes : trials,
  },
};

/** The columns of a table of records, with the heads that a pasted block may use. */
export function pasteColumns(fields: readonly ParameterField[], hasNames: boolean): PasteColumn[] {
  const columns = fields.map((field): PasteColumn => {
    const { name, title, symbol } = field;
    const heads = [title, symbol ?? title, `${symbol} ${title}`, ...(HEADS[name] ?? [])];
    return { name, label: symbol ?? title, heads, whole: field.type === "number" && field.integer };
  });
  if (columns.some(({ name }) => name === "failures")) columns.push(TRIALS);
  return hasNames ? [{ name: NAME, label: NAME, heads: HEADS.name }, ...columns] : columns;
}
