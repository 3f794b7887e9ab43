import { expect, test } from "vitest";
import { fieldOf, onlyFields, withField, withoutFields } from "./address-fields.ts";

test("a field is set, replaced and removed, and the others keep their text", () => {
  const search = "history=a0,b1&utm_source=news&present=3";
  expect(fieldOf(search, "present")).toBe("3");
  expect(withField(search, "present", "4")).toBe("history=a0,b1&utm_source=news&present=4");
  expect(withField(search, "present", undefined)).toBe("history=a0,b1&utm_source=news");
  expect(withField("", "present", "1")).toBe("present=1");
  expect(fieldOf("", "present")).toBeUndefined();
});

test("fields are found by their whole name", () => {
  expect(onlyFields("hide=answers&hidden=1&lock=controls", ["hide", "lock"])).toBe("hide=answers&lock=controls");
  expect(withoutFields("hide=answers&hidden=1&lock=controls", ["hide", "lock"])).toBe("hidden=1");
});
