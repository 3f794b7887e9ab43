import { expect, test } from "vitest";
import { gallery, reproduce } from "./gallery.ts";

test.each(gallery.flatMap((entry) => reproduce(entry).answers.map((answer) => [entry.id, answer] as const)))(
  "%s, $label: published and ours agree",
  (_, { published, ours, verdict }) => {
    expect(ours).toBe(published);
    expect(verdict).toBe("agrees");
  },
);

test("the lecture's published answers are 0, ε/2, 0, 1/6, and 17/70 for the other prior", () => {
  expect(gallery[0].id).toBe("ucl-lecture-2");
  expect(gallery[0].answers.map(({ published }) => published)).toEqual(["0", "ε/2", "0", "1/6", "17/70"]);
});
