import { expect, test } from "vitest";
import * as z from "zod";
import { policyDefinition, policyDefinitions } from "../../policies/registry.ts";
import { banditDefinition } from "../../experiments/bandits/registry.ts";
import { plainSymbol } from "./plain-symbol.ts";
import { defaultParameters, parameterFields } from "./parameter-fields.ts";

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

test("what no control can edit is marked as such", () => {
  expect(parameterFields(z.object({ given: z.boolean().optional() }))).toMatchObject([
    { name: "given", type: "other", optional: true },
  ]);
});

test("every registered policy yields a control or an optional parameter for each of its parameters", () => {
  for (const { kind, parameters } of policyDefinitions) {
    const fields = parameterFields(parameters);
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(parameters.shape));
    for (const field of fields) expect(field.type !== "other" || field.optional, `${kind}.${field.name}`).toBe(true);
    expect(() => defaultParameters(parameters)).not.toThrow();
  }
});

test("symbols of the literature are shown in plain text", () => {
  expect(["\\varepsilon", "Q_0", "\\mu_{1}", "c"].map(plainSymbol)).toEqual(["ε", "Q₀", "μ₁", "c"]);
});
