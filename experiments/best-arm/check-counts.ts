import type * as z from "zod";
import { LARGEST_SHAPE } from "../../policies/posteriors/family.ts";
import { type BetaArms, type CountedArm, isCounted } from "./counted-arms.ts";

type Path = (string | number)[];
type Report = (path: Path, message: string, allowed: string) => void;

const COUNTS = "successes and trials";
const POSTERIORS = "alpha and beta";

/** Reports mistakes that the schema of Beta arms cannot find: mixed forms, more successes than trials, equal names. */
export function checkCounts({ arms, prior }: BetaArms, context: z.core.$RefinementCtx): void {
  const report: Report = (path, message, allowed) =>
    context.addIssue({ code: "custom", path, message, params: { allowed } });
  // Refinements also run on an empty list; that mistake is reported already.
  if (arms.length === 0) return;
  const [given, other] = isCounted(arms[0]) ? [COUNTS, POSTERIORS] : [POSTERIORS, COUNTS];
  arms.forEach((arm, index) => {
    if (isCounted(arm) === isCounted(arms[0])) return;
    report(
      ["arms", index],
      `gives ${other} where the first arm gives ${given}: all arms must be given in one form`,
      given,
    );
  });
  const counted = arms.filter(isCounted);
  if (prior && counted.length === 0) {
    report(["prior"], `is for arms given by ${COUNTS}: posteriors have their prior in them`, "no prior");
  }
  checkNumbers(arms, report);
  checkNames(arms, report);
  if (prior) checkShapes(counted, prior, report);
}

function checkNumbers(arms: BetaArms["arms"], report: Report): void {
  arms.forEach((arm, index) => {
    if (!isCounted(arm) || arm.successes <= arm.trials) return;
    const { successes, trials } = arm;
    const message = `must be at most the number of trials, ${trials}, got ${successes}`;
    report(["arms", index, "successes"], message, `an integer in [0, ${trials}]`);
  });
}

function checkNames(arms: BetaArms["arms"], report: Report): void {
  const seen = new Set<string>();
  arms.forEach((arm, index) => {
    if (!isCounted(arm) || arm.name === undefined) return;
    if (seen.has(arm.name))
      report(["arms", index, "name"], `${JSON.stringify(arm.name)} appears twice`, "distinct names");
    seen.add(arm.name);
  });
}

/** Reports priors whose posteriors would exceed the largest allowed parameters. */
function checkShapes(counted: readonly CountedArm[], { alpha, beta }: NonNullable<BetaArms["prior"]>, report: Report) {
  const shapes = [
    ["alpha", alpha, counted.map(({ successes }) => successes)],
    ["beta", beta, counted.map(({ successes, trials }) => trials - successes)],
  ] as const;
  for (const [name, shape, counts] of shapes) {
    const most = LARGEST_SHAPE - counts.reduce((one, next) => Math.max(one, next), 0);
    if (shape > most)
      report(["prior", name], `must be at most ${most} beside these counts, got ${shape}`, `at most ${most}`);
  }
}
