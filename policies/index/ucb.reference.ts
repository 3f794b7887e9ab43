import { confidenceLaw, type Reference } from "../testing/slow-rule.ts";

export const reference: Reference<"ucb"> = ({ c, tieBreak }, statistics) => ({
  law: () => confidenceLaw(statistics, c, statistics.decision, tieBreak),
});
