import type { SimulationResult } from "../result.ts";

/**
 * A result in long form for spreadsheets and statistics programs: one row per policy and checkpoint. RFC 4180.
 *
 * The last two columns are the same in every row: how many replications the means are of, and how many the specification
 * asks for. Where the two differ, the result is partial. They are columns because parsers take comment lines for data.
 */
export function resultCsv({ spec, completedReplications, checkpoints, policies, exact }: SimulationResult): string {
  const levels = policies[0].regret.quantiles.levels;
  const header = [
    "policy",
    "t",
    "regretMean",
    "regretStandardError",
    ...levels.map((level) => `regretQuantile${level}`),
    "rewardMean",
    "rewardStandardError",
    "optimalArmRate",
    "optimalArmRateStandardError",
    "switchesMean",
    "switchesStandardError",
    "exactRegret",
    "exactOptimalArmProbability",
    "completedReplications",
    "replications",
  ];
  const rows = policies.flatMap(({ label, regret, reward, optimalArmRate, switches }, policy) =>
    checkpoints.map((t, index) => [
      textCell(label),
      t,
      regret.mean[index],
      regret.standardError[index],
      ...regret.quantiles.values.map((series) => series[index]),
      ...[reward, optimalArmRate, switches].flatMap(({ mean, standardError }) => [mean[index], standardError[index]]),
      exact[policy]?.regret[index],
      exact[policy]?.optimalArmProbability?.[index],
      completedReplications,
      spec.replications,
    ]),
  );
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Spreadsheets run a cell that begins like a formula, and labels come from whoever wrote the specification. */
const FORMULA_START = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

function textCell(text: string): string {
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
