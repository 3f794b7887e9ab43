import { resultOfRun } from "../../runs/result-of-run.ts";
import { nameOf, type RunRecord } from "../../runs/run-record.ts";
import { downloadText } from "../../components/downloads.ts";

/** Saves the result of a run as a JSON file. @returns whether there is one */
export async function exportRun(record: RunRecord): Promise<boolean> {
  const result = await resultOfRun(record.id);
  if ("missing" in result) return false;
  const name = nameOf(record).replaceAll(/[^\p{L}\p{N}]+/gu, "-");
  downloadText(JSON.stringify(result), `${name}.json`, "application/json");
  return true;
}
