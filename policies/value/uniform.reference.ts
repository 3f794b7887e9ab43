import { armsOf, evenly, type Reference } from "../testing/slow-rule.ts";

export const reference: Reference<"uniform"> = (_, statistics) => ({
  law: () => evenly(armsOf(statistics), statistics.armCount),
});
