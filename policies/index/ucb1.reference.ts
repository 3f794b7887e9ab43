import { confidenceLaw, type Reference } from "../testing/slow-rule.ts";

export const reference: Reference<"ucb1"> = ({ tieBreak }, statistics) => ({
  law: () => confidenceLaw(statistics, Math.SQRT2, statistics.totalPulls, tieBreak),
});
