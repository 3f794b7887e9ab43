import { expect, test } from "vitest";
import { spread } from "./end-labels.ts";

test("labels that are apart do not move", () => {
  expect(spread([100, 10, 50], 15, 0, 200)).toEqual([100, 10, 50]);
});

test("labels that collide move apart evenly around their middle, in order", () => {
  expect(spread([50, 50, 50], 15, 0, 200)).toEqual([35, 50, 65]);
  expect(spread([51, 49], 10, 0, 200)).toEqual([55, 45]);
});

test("labels stay within the bounds if there is room", () => {
  expect(spread([198, 199], 15, 0, 200)).toEqual([185, 200]);
  expect(spread([-5, 0], 15, 0, 200)).toEqual([0, 15]);
  expect(spread([1, 2, 3], 15, 0, 20)).toEqual([0, 15, 30]);
});
