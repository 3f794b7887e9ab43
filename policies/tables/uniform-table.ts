import type { TablePlan } from "./table-plan.ts";

const SHARE_NANOSECONDS = 1;

/** The law that gives every arm the probability 1/K at every state. */
export function uniformTable(armCount: number): TablePlan {
  return {
    nanosecondsToCreate: 0,
    nanosecondsPerState: SHARE_NANOSECONDS * armCount,
    bytes: 0,
    create: () => ({
      fill: (pulls, out) => {
        let size = armCount;
        for (let arm = 0; arm < armCount; arm++) size *= pulls[arm] + 1;
        out.fill(1 / armCount, 0, size);
      },
    }),
  };
}
