import type { SimulationResult } from "../../../experiments/result/result.ts";
import exampleJson from "./presets/example-result.json" with { type: "json" };

/** The run that the Lab opens with, stored so that it shows at once, also without a server. */
export const exampleResult = exampleJson as SimulationResult;
