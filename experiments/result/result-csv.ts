import type { PolicyResult, SimulationResult } from "./result.ts";
import { type Measure, measures } from "../simulation/measures.ts";

/**
 * A result in long form for spreadsheets and statistics programs: one row per policy and checkpoint. RFC 4180.
 *
 * The last two columns are the same in every row: the completed replications, and those that the specification asks for. If
 * they differ, the result is partial. They are columns because parsers read comment lines as data.
 */
export function resultCsv({ spec, completedReplications, checkpoints, policies, exact }: SimulationResult): string {
  // A result stored by an earlier version has no columns for newer measures.
  const known = measures.filter(({ name }) => name in policies[0]);
  const header = [
    "policy",
    "t",
    ...known.flatMap((measure) => columnsOf(measure, policies[0])),
    "exactRegret",
    "exactOptimalArmProbability",
    "completedReplications",
    "replications",
  ];
  const rows = policies.flatMap((result, policy) =>
    checkpoints.map((t, index) => [
      textCell(result.label),
      t,
      ...known.flatMap(({ name }) => seriesOf(result[name]).map((series) => series[index])),
      exact[policy]?.regret[index],
      exact[policy]?.optimalArmProbability?.[index],
      completedReplications,
      spec.replications,
    ]),
  );
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

type MeasureName = (typeof measures)[number]["name"];
type MeasureResult = Pick<PolicyResult[MeasureName], "mean" | "standardError"> & Partial<PolicyResult["regret"]>;

/** The names of the columns of a measure, in the order of `seriesOf`. */
function columnsOf({ name, kind }: Pick<Measure, "kind"> & { name: MeasureName }, result: PolicyResult): string[] {
  const { quantiles }: MeasureResult = result[name];
  const levels = quantiles?.levels.map((level) => `${name}Quantile${level}`) ?? [];
  return [kind === "share" ? name : `${name}Mean`, `${name}StandardError`, ...levels];
}

function seriesOf({ mean, standardError, quantiles }: MeasureResult): (number | null)[][] {
  return [mean, standardError, ...(quantiles?.values ?? [])];
}

/** Spreadsheets execute a cell that begins like a formula, and a specification's author chooses its labels. */
const FORMULA_START = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A text as a cell of a CSV table: quoted where needed, and never a formula. */
export function textCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
