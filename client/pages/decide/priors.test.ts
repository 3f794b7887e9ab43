import { expect, test } from "vitest";
import { priorName, priorText } from "./priors.ts";

test("a prior is named and weighed in visitors", () => {
  expect(priorName({ alpha: 1, beta: 1 })).toBe("the flat prior Beta(1, 1)");
  expect(priorName({ alpha: 0.5, beta: 0.5 })).toBe("the Jeffreys prior Beta(0.5, 0.5)");
  expect(priorName({ alpha: 3, beta: 97 })).toBe("the prior Beta(3, 97)");
  expect(priorText({ alpha: 3, beta: 97 })).toBe(
    "It counts like 100 imagined visitors of every variant, of whom 3 converted; 100 real visitors weigh as much.",
  );
  expect(priorText({ alpha: 0.5, beta: 0.5 })).toContain("1 imagined visitor of every variant, of whom 0.5 converted");
});
