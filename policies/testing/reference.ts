import { readFileSync } from "node:fs";

/** Values computed with mpmath at 60 digits in two independent ways; numbers are strings with 25 digits. */
export interface ReferenceCase {
  id: string;
  kind: string;
  [field: string]: unknown;
}

export function referenceCases<Case>(kind: string): (ReferenceCase & Case)[] {
  const { cases } = JSON.parse(readFileSync(new URL("reference.json", import.meta.url), "utf8")) as {
    cases: ReferenceCase[];
  };
  return cases.filter((each) => each.kind === kind) as (ReferenceCase & Case)[];
}

/** |a/b − 1|, 0 where both are 0. */
export function relativeError(value: number, expected: number): number {
  return value === expected ? 0 : Math.abs(value / expected - 1);
}
