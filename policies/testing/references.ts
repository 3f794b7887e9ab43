import { readdirSync } from "node:fs";
import type { PolicySpec } from "../registry.ts";
import type { ArmStatistics } from "../statistics/arm-statistics.ts";
import type { SlowRule } from "./slow-rule.ts";

type AnyReference = (spec: PolicySpec, statistics: ArmStatistics, horizon: number) => SlowRule;

const folder = new URL("../", import.meta.url);
const ENDING = ".reference.ts";

/** The slow rules that stand beside policies, by kind: `<kind>.reference.ts` in any folder. */
export const references: ReadonlyMap<string, AnyReference> = new Map(
  await Promise.all(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(ENDING))
      .map(async (file): Promise<[string, AnyReference]> => {
        const module = (await import(/* @vite-ignore */ new URL(file, folder).href)) as { reference: AnyReference };
        return [file.slice(file.lastIndexOf("/") + 1, -ENDING.length), module.reference];
      }),
  ),
);
