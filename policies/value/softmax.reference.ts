import { exponentials, meansOf, type Reference, shares } from "../testing/slow-rule.ts";

export const reference: Reference<"softmax"> = ({ temperature }, statistics) => ({
  law: () => shares(exponentials(meansOf(statistics).map((mean) => mean / temperature))),
});
