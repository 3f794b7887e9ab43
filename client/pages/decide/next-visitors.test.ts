import { expect, test } from "vitest";
import { savingText } from "./next-visitors.tsx";

test("a saving that rounds to none is called none", () => {
  const text = (mean: number) => savingText({ mean, standardError: 0.03, replications: 1000 });
  expect([0.4, -0.4].map(text)).toEqual(
    Array(2).fill("With a bandit from the start you would have had about as many conversions (standard error 0.03)."),
  );
  expect(text(-7.6)).toContain("about 8 fewer conversions");
});
