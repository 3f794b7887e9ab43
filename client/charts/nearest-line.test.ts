import { expect, test } from "vitest";
import { nearestLine } from "./nearest-line.ts";

const flat = {
  policy: 3,
  points: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ],
};
const steep = {
  policy: 5,
  points: [
    { x: 50, y: 10 },
    { x: 60, y: 200 },
  ],
};

test("the nearest line is the one with the nearest segment, not the nearest point", () => {
  expect(nearestLine([flat, steep], { x: 20, y: 4 }, 8)).toBe(3);
  expect(nearestLine([flat, steep], { x: 57, y: 105 }, 8)).toBe(5);
});

test("a line beyond its ends or farther than allowed is not near", () => {
  expect(nearestLine([flat, steep], { x: 20, y: 9 }, 8)).toBeNull();
  expect(nearestLine([flat], { x: 103, y: 4 }, 5)).toBe(3);
  expect(nearestLine([flat], { x: 104, y: 4 }, 5)).toBeNull();
  expect(nearestLine([], { x: 0, y: 0 }, 8)).toBeNull();
});

test("a gap in a line is not near", () => {
  const gap = {
    policy: 1,
    points: [
      { x: 0, y: 0 },
      { x: 50, y: NaN },
      { x: 100, y: 0 },
    ],
  };
  expect(nearestLine([gap], { x: 50, y: 0 }, 8)).toBeNull();
});
