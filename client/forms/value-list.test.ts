import { expect, test } from "vitest";
import { understoodValues, unreadText, valueListOf } from "./value-list.ts";

test.each<[string, number[]]>([
  ["0.01, 0.03, 0.1, 0.2, 0.3, 0.5", [0.01, 0.03, 0.1, 0.2, 0.3, 0.5]],
  ["0.01 0.03 0.1", [0.01, 0.03, 0.1]],
  ["0.01; 0.03; 0.1", [0.01, 0.03, 0.1]],
  ["0.01,0.03,0.1", [0.01, 0.03, 0.1]],
  ["0,01 0,03 0,1", [0.01, 0.03, 0.1]],
  ["100, 1,000, 10,000", [100, 1000, 10_000]],
  ["1 000; 2 000", [1000, 2000]],
  ["1/4, 1/2", [0.25, 0.5]],
  ["10 %, 20 %", [0.1, 0.2]],
  ["1e2; 1e3", [100, 1000]],
  ["0.3, 0.1, 0.2", [0.3, 0.1, 0.2]],
  ["1, 2", [1, 2]],
  // A list that has begun is its first value.
  ["0.01,", [0.01]],
  ["0.01; ", [0.01]],
])("%j lists values", (text, values) => {
  expect(valueListOf(text)).toEqual({ values, repeated: [], unread: [] });
});

test.each(["0.1", "1,000", "1 000 000", "1,2", "12.400", "1/3", "50%", "", "x", "x, 1", "-", "1.2.3"])(
  "%j is no list",
  (text) => {
    expect(valueListOf(text)).toBeUndefined();
    expect(understoodValues(text)).toBe("");
  },
);

test.each([
  ["0.01, 0.03, 0.1, 0.2, 0.3, 0.5", "= 6 values: 0.01 … 0.5"],
  ["100, 1000, 10000", "= 3 values: 100; 1,000; 10,000"],
  ["0.1, 0.2, 0.10", "= 2 values: 0.1; 0.2; 0.1 counts once"],
  ["0.1,", "= 0.1"],
  ["0.1, x", ""],
])("%j is understood as %j", (text, understood) => {
  expect(understoodValues(text)).toBe(understood);
});

test("an entry that is not a number is named", () => {
  expect(unreadText(valueListOf("0.1, abc, 0.2")!)).toBe("“abc” in the list is not a number.");
  expect(unreadText(valueListOf("0.1; 1,2; 3")!)).toContain("“1,2” can be one number or several.");
});
