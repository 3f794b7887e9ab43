import { expect, test } from "vitest";
import { linesOf, viewOf, viewToQuery } from "./view.ts";

test("settings are read from an address and written to it", () => {
  expect(viewToQuery({ hidesAnswers: true, locksControls: true })).toBe("hide=answers&lock=controls");
  expect(viewToQuery({ hidesAnswers: false, locksControls: false })).toBe("");
  for (const hidesAnswers of [true, false])
    for (const locksControls of [true, false]) {
      const view = { hidesAnswers, locksControls };
      expect(viewOf(`epsilon=0.2&${viewToQuery(view)}`)).toEqual(view);
    }
});

test("settings that cannot be read are ignored", () => {
  expect(viewOf("hide=everything&lock=true&hide")).toEqual({ hidesAnswers: false, locksControls: false });
  expect(linesOf("lines=3")).toBe(3);
  expect(linesOf("lines=all")).toBe(Infinity);
  for (const search of ["", "lines=", "lines=0", "lines=-1", "lines=many", "lines=1e9"])
    expect(linesOf(search)).toBeUndefined();
});
