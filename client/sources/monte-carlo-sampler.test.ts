import { expect, test } from "vitest";
import { selectionProbabilities } from "../../experiments/selection/selection-probabilities.ts";
import { requestFor } from "../pages/lecture/answers.ts";
import { lectureSpec } from "../pages/lecture/spec.ts";
import { Sampler } from "./monte-carlo-sampler.ts";

test("every point of the trail is what the API answers for so many draws and the same seed", () => {
  const request = requestFor("thompson-beta", lectureSpec);
  const sampler = new Sampler(request, "lecture");
  const trail = Array.from({ length: 12 }, () => sampler.advance().trail).flat();
  expect(trail.length).toBeGreaterThan(20);
  for (const { draws, counts } of trail.filter((_, point) => point % 7 === 0)) {
    const { probabilities } = selectionProbabilities({ ...request, monteCarlo: { draws, seed: "lecture" } });
    expect(counts).toEqual(probabilities.map(({ monteCarlo }) => Math.round(monteCarlo!.estimate * draws)));
  }
});
