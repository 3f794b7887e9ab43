import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { projectFolder } from "./engine.ts";

test.each([
  ["play", "play"],
  ["play-rounds", "playRounds"],
])("the built %s.js holds the loop, so that loading it again gives another copy", async (file, loop) => {
  const built = new URL(`dist/server/${file}.js`, projectFolder);
  expect(readFileSync(built, "utf8")).toMatch(new RegExp(`^function ${loop}\\(`, "m"));
  const [one, other] = await Promise.all(["a", "b"].map((copy) => import(/* @vite-ignore */ `${built.href}?${copy}`)));
  expect(one[loop]).toBeTypeOf("function");
  expect(one[loop]).not.toBe(other[loop]);
});
