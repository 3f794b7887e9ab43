import { expect, test } from "vitest";
import { language, postsSpec, withInputs } from "./spec.ts";

const { read, write, check } = language;

test("the posts' layer is the page's plain address, and another one comes back from its address", () => {
  expect(write(postsSpec)).toBe("");
  expect(read("").draft).toEqual(postsSpec);
  const own = { ...postsSpec, x: [0.25, -1, 3], target: 5 };
  expect(read(write(own))).toEqual({ draft: own, mistakes: [] });
  expect(write(own)).not.toContain("weights");
});

test("fields of others in the address are ignored", () => {
  expect(read("?utm_source=mail")).toEqual({ draft: postsSpec, mistakes: [] });
});

test.each([
  ["?spec={", ""],
  ['?spec={"x":[1e9,0,0]}', "/x/0"],
  ['?spec={"target":6}', "/target"],
  ['?spec={"x":[1,2]}', "/weights"],
  ['?spec={"weights":[[1,2],[3,4,5],[6,7]],"target":1}', "/weights/1"],
  ['?spec={"z":1}', "/z"],
])("%s is refused at %s, and the posts' layer is shown", (search, pointer) => {
  const { draft, mistakes } = read(search);
  expect(draft).toEqual(postsSpec);
  expect(mistakes.map((mistake) => mistake.pointer)).toEqual([pointer]);
});

test("W has a row for each input, as many as there may be", () => {
  const draft = read("").draft;
  expect(withInputs(draft, [1, 2]).weights).toEqual(draft.weights.slice(0, 2));
  expect(withInputs(draft, [1, 2, 3, 4]).weights).toEqual([...draft.weights, [0, 0, 0, 0, 0]]);
  expect(withInputs(draft, []).weights).toHaveLength(1);
  expect(
    withInputs(
      draft,
      Array.from({ length: 9 }, () => 1),
    ).weights,
  ).toHaveLength(6);
  expect(check(withInputs(draft, [1, 2, "x"])).mistakes.map(({ pointer }) => pointer)).toEqual(["/x/2"]);
});
