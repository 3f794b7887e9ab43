import { expect, test } from "vitest";
import * as z from "zod";
import { policyDefinition, policyDefinitions } from "../../policies/registry.ts";
import { banditDefinition, banditDefinitions } from "../../experiments/bandits/registry.ts";
import { plainSymbol } from "../text/symbols.ts";
import { defaultParameters, firstValues, parameterFields } from "./parameter-fields.ts";

const fieldsOf = (kind: string) => parameterFields(policyDefinition(kind).parameters);

test("a number keeps its bounds, default, title and symbol", () => {
  expect(fieldsOf("epsilon-greedy")[0]).toEqual({
    type: "number",
    name: "epsilon",
    title: "exploration probability",
    symbol: "ε",
    description: undefined,
    optional: false,
    integer: false,
    minimum: 0,
    maximum: 1,
    default: 0.1,
  });
});

test("an enumeration becomes a choice of its values", () => {
  const ties = fieldsOf("ucb").find(({ name }) => name === "tieBreak");
  expect(ties).toMatchObject({ type: "choice", options: ["uniform", "first"], default: "uniform", title: "ties" });
});

test("the arms of a bandit are a list of numbers, and a count of arms a whole number", () => {
  const [means, deviation] = parameterFields(banditDefinition("gaussian").parameters);
  expect(means).toMatchObject({ type: "numbers", name: "means", symbol: "μ" });
  expect(deviation).toMatchObject({ type: "number", symbol: "σ", default: 1 });
  const [arms] = parameterFields(banditDefinition("gaussian-testbed").parameters);
  expect(arms).toMatchObject({ type: "number", integer: true, minimum: 1, maximum: 1000, default: 10 });
});

test("a list of objects of numbers is a table with a column for each", () => {
  const priors = fieldsOf("thompson-beta").find(({ name }) => name === "priors");
  expect(priors).toMatchObject({ type: "records", optional: true });
  const columns = priors?.type === "records" ? priors.fields : [];
  expect(columns.map(({ name, minimum }) => [name, minimum])).toEqual([
    ["alpha", 1e-3],
    ["beta", 1e-3],
  ]);
});

const segments = z
  .array(
    z
      .strictObject({
        from: z.int().min(1).max(1e7).meta({ symbol: "t" }),
        means: z.array(z.number().min(0).max(1)).min(1).max(1000).meta({ symbol: "\\mu" }),
      })
      .meta({ title: "segment" }),
  )
  .min(1)
  .max(50)
  .default([{ from: 1, means: [0.5] }]);

test("a list of objects may hold lists of numbers, with names for objects and numbers", () => {
  const [field] = parameterFields(z.object({ segments }));
  expect(field).toMatchObject({ type: "records", entry: "segment", fewest: 1, most: 50, optional: false });
  expect(field.type === "records" && field.fields).toMatchObject([
    { type: "number", name: "from", symbol: "t", integer: true, minimum: 1 },
    { type: "numbers", name: "means", symbol: "μ", entry: "arm", minimum: 0, maximum: 1, fewest: 1, most: 1000 },
  ]);
});

const feedback = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("immediate") }).meta({ title: "at once" }),
  z.strictObject({ kind: z.literal("delayed"), rounds: z.int().min(1).max(100) }),
]);

test("a union by kind is a choice of kinds, each with its own fields", () => {
  const [field] = parameterFields(z.object({ feedback: feedback.default({ kind: "immediate" }) }));
  expect(field).toMatchObject({ type: "variants", by: "kind", default: { kind: "immediate" }, optional: false });
  expect(field.type === "variants" && field.variants).toMatchObject([
    { value: "immediate", label: "at once", fields: [] },
    { value: "delayed", label: "delayed", fields: [{ type: "number", name: "rounds", optional: false }] },
  ]);
});

test("a nested object has fields, without constants; named schemas are resolved", () => {
  const prior = z.strictObject({ alpha: z.number(), name: z.literal("x") }).meta({ id: "PriorOfFieldsTest" });
  expect(parameterFields(z.object({ prior, both: prior.optional() }))).toMatchObject([
    { type: "group", name: "prior", optional: false, fields: [{ type: "number", name: "alpha" }] },
    { type: "group", name: "both", optional: true },
  ]);
});

test("what has no default begins with the least that its schema allows", () => {
  const parameters = z.object({
    feedback,
    segments: segments.unwrap(),
    law: z.enum(["a", "b"]),
    left: z.number().optional(),
    group: z.strictObject({ x: z.number().min(2).max(3), y: z.number().default(7) }),
  });
  const first = firstValues(parameterFields(parameters));
  expect(first).toEqual({
    feedback: { kind: "immediate" },
    segments: [{ from: 1, means: [0] }],
    law: "a",
    group: { x: 2, y: 7 },
  });
  expect(parameters.safeParse(first).success).toBe(true);
});

test("a parameter names the value of another on which it depends", () => {
  const given = z
    .number()
    .default(1)
    .meta({ onlyWith: { family: "gaussian" } });
  expect(parameterFields(z.object({ given }))).toMatchObject([{ name: "given", onlyWith: { family: "gaussian" } }]);
});

test("what no control can edit is marked as such", () => {
  expect(parameterFields(z.object({ given: z.boolean().optional(), mixed: z.array(z.string()) }))).toMatchObject([
    { name: "given", type: "other", optional: true },
    { name: "mixed", type: "other", optional: false },
  ]);
});

test("every parameter of a policy or bandit has a control or is optional", () => {
  for (const { kind, parameters } of [...policyDefinitions, ...banditDefinitions]) {
    const fields = parameterFields(parameters);
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(parameters.shape));
    for (const field of fields) expect(field.type !== "other" || field.optional, `${kind}.${field.name}`).toBe(true);
    expect(() => defaultParameters(parameters)).not.toThrow();
  }
});

test("the initial values of every kind are valid: a form never opens empty", () => {
  for (const { kind, parameters } of [...policyDefinitions, ...banditDefinitions]) {
    expect(parameters.safeParse(firstValues(parameterFields(parameters))).success, kind).toBe(true);
  }
});

test("symbols of the literature are shown in plain text", () => {
  expect(["\\varepsilon", "Q_0", "\\mu_{12}", "c"].map(plainSymbol)).toEqual(["ε", "Q₀", "μ₁₂", "c"]);
});
