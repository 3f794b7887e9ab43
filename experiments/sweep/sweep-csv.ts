import { textCell } from "../result/result-csv.ts";
import type { SweepResult } from "./result.ts";

/**
 * A sweep's result as a table: one row per point and policy, with a column for every axis. RFC 4180.
 *
 * A point without a result has one row without a policy.
 */
export function sweepCsv({ spec: { axes }, points, best }: SweepResult): string {
  const header = [
    "point",
    ...axes.map(({ pointer }) => textCell(pointer)),
    "policy",
    "label",
    "finalRegretMean",
    "finalRegretStandardError",
    "isBest",
    "completedReplications",
    "replications",
  ];
  const rows = points.flatMap(({ values, policies, completedReplications, replications }, point) => {
    const [head, tail] = [
      [point, ...values.map(cellOf)],
      [completedReplications, replications],
    ];
    if (policies.length === 0) return [[...head, "", "", "", "", "", ...tail]];
    return policies.map(({ label, finalRegret: { mean, standardError } }, policy) => [
      ...head,
      policy,
      textCell(label),
      mean,
      standardError,
      best[policy]?.point === point,
      ...tail,
    ]);
  });
  return [header, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** A value of an axis: a number as it is, a text as text, anything else as JSON. */
function cellOf(value: unknown): string {
  if (typeof value === "number") return String(value);
  return textCell(typeof value === "string" ? value : JSON.stringify(value));
}
