import * as z from "zod";
import { exactCurve } from "../../experiments/exact/exact-curve.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import type { SimulationSpec } from "../../experiments/spec.ts";
import type { BlockTask } from "./block-run.ts";

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

let plan: SimulationPlan | undefined;

/** The specification comes first, then one task after another. */
addEventListener("message", ({ data }: MessageEvent<SimulationSpec | BlockTask>) => {
  if (typeof data === "number") postMessage(runBlock(plan!, data));
  else if ("bandit" in data) plan = planSimulation(data);
  else postMessage(data.map((policy) => exactCurve(plan!.spec, policy)));
});
