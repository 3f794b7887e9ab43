import * as z from "zod";
import { exactCurve } from "../../experiments/exact/exact-curve.ts";
import { planSimulation, type SimulationPlan } from "../../experiments/simulation/plan.ts";
import { runBlock } from "../../experiments/simulation/run-block.ts";
import type { SimulationSpec } from "../../experiments/spec/spec.ts";
import type { BlockTask } from "./block-run.ts";

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true });

let plan: SimulationPlan | undefined;

/** An exact curve may take ten times its plan, and at least ten seconds: the machine may be busy or slow. */
const TIMES_ITS_PLAN = 10;
const LEAST_MILLISECONDS = 10_000;

const now = () => performance.now();

function curveOf(spec: SimulationSpec, policy: number) {
  const start = now();
  return exactCurve(spec, policy, {
    now,
    limitOf: (plannedNanoseconds) => ({
      taken: () => now() - start,
      most: Math.max(LEAST_MILLISECONDS, (TIMES_ITS_PLAN * plannedNanoseconds) / 1e6),
    }),
  });
}

/** The first message is the specification; each further one is a task. */
addEventListener("message", ({ data }: MessageEvent<SimulationSpec | BlockTask>) => {
  if (typeof data === "number") postMessage(runBlock(plan!, data));
  else if ("bandit" in data) plan = planSimulation(data);
  else postMessage(data.map((policy) => curveOf(plan!.spec, policy)));
});
