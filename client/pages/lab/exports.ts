import type { SimulationResult } from "../../../experiments/result.ts";
import type { SimulationSpec } from "../../../experiments/spec.ts";
import { compactSpec } from "./spec-url.ts";

/** A result in long form, one row per policy and checkpoint, in the columns of the API's CSV. RFC 4180. */
export function resultCsv({ checkpoints, policies }: SimulationResult): string {
  const { levels } = policies[0].regret.quantiles;
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
  ];
  const rows = policies.flatMap(({ label, regret, reward, optimalArmRate, switches }) =>
    checkpoints.map((t, index) => [
      textCell(label),
      t,
      regret.mean[index],
      regret.standardError[index],
      ...regret.quantiles.values.map((series) => series[index]),
      ...[reward, optimalArmRate, switches].flatMap(({ mean, standardError }) => [mean[index], standardError[index]]),
    ]),
  );
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Spreadsheets run a cell that begins like a formula, and labels come from whoever wrote the link. */
function textCell(text: string): string {
  const safe = /^[\s\p{Cc}]*[=+\-@|%＝＋－＠]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** The run as a command for a shell. */
export function curlCommand(spec: SimulationSpec, origin: string): string {
  const body = JSON.stringify(compactSpec(spec)).replaceAll("'", String.raw`'\''`);
  return [
    `curl --silent --show-error '${origin}/api/v1/simulations' \\`,
    "  --header 'Content-Type: application/json' \\",
    "  --header 'Prefer: wait=10' \\",
    `  --data '${body}'`,
  ].join("\n");
}

/** A BibTeX entry that names the run by its hash, which holds all that its numbers depend on. */
export function bibtex({ specHash, engineVersion, spec }: SimulationResult, link: string): string {
  return [
    `@misc{banditlab-${specHash.slice(0, 8)},`,
    `  title        = {Bandit simulation ${specHash.slice(0, 8)}},`,
    `  howpublished = {Bandit Lab, engine version ${engineVersion}},`,
    `  note         = {Specification SHA-256 ${specHash}; T = ${spec.horizon}, N = ${spec.replications}},`,
    `  url          = {${link}}`,
    "}",
  ].join("\n");
}
