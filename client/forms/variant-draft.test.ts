import { expect, test } from "vitest";
import * as z from "zod";
import { parameterFields, type VariantsParameter } from "./parameter-fields.ts";
import { variantDraft } from "./variant-draft.ts";

const checkpoints = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("log"), count: z.int().min(2).max(1000) }),
    z.strictObject({ kind: z.literal("linear"), count: z.int().min(2).max(1000), from: z.int().min(3).max(9) }),
    z.strictObject({ kind: z.literal("none") }),
  ])
  .default({ kind: "log", count: 200 });
const [field] = parameterFields(z.object({ checkpoints }));
const changed = (kind: string, before: object) => variantDraft(field as VariantsParameter, kind, { ...before });

test("another kind keeps shared parameters, and starts at the minimum where it has no default", () => {
  expect(changed("linear", { kind: "log", count: 50 })).toEqual({ kind: "linear", count: 50, from: 3 });
  expect(changed("log", { kind: "linear", count: 50, from: 4 })).toEqual({ kind: "log", count: 50 });
  expect(changed("none", { kind: "log", count: 50 })).toEqual({ kind: "none" });
});

test("the kind of the default has the default's values", () => {
  expect(changed("log", { kind: "none" })).toEqual({ kind: "log", count: 200 });
});

test("typed text that is no value yet is kept", () => {
  expect(changed("linear", { kind: "log", count: "5x" })).toEqual({ kind: "linear", count: "5x", from: 3 });
});
