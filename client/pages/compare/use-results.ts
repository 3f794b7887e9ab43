import { useEffect, useState } from "react";
import type { SimulationResult } from "../../../experiments/result/result.ts";
import { resultOfRun } from "../../runs/result-of-run.ts";
import { useRuns } from "../../runs/use-runs.ts";

/** The result of a run; why it is missing; undefined while it is fetched. */
export type FetchedResult = SimulationResult | { missing: string } | undefined;

/** The results of runs. One that is running is fetched again as it ends. */
export function useResults(ids: readonly string[]): FetchedResult[] {
  const { records, isLoaded } = useRuns();
  const [results, setResults] = useState<ReadonlyMap<string, FetchedResult>>(new Map());
  const states = ids.map((id) => `${id} ${records.find((record) => record.id === id)?.state ?? ""}`).join(",");
  useEffect(() => {
    if (!isLoaded) return undefined;
    let isLeft = false;
    for (const id of ids) {
      void resultOfRun(id).then((result) => isLeft || setResults((known) => new Map(known).set(id, result)));
    }
    return () => void (isLeft = true);
    // oxlint-disable-next-line react/exhaustive-deps -- ids are a part of the states
  }, [isLoaded, states]);
  return ids.map((id) => results.get(id));
}
