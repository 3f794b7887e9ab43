import { formatCount } from "../../text/number-format.ts";
import type { BarState } from "./bar-state.ts";
import { exampleResult } from "./example.ts";

const { spec, specHash } = exampleResult;
const { replications: all } = spec;
const count = formatCount(all);

/** What the bar says of the example, without the engine's schemas, by which it would be derived from the run. */
export const exampleBar: BarState = {
  text: "Example run, finished",
  tone: "quiet",
  progress: `${count} of ${count} replications`,
  done: all,
  all,
  active: false,
  hash: specHash,
};
