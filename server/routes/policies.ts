import { z } from "zod";
import type { PolicyDefinition } from "../../policies/policy.ts";
import { policyDefinitions } from "../../policies/registry.ts";
import { type Catalogue, catalogueResources, parametersOf } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const PolicyDescription = z
  .strictObject({
    kind: z.string(),
    label: z.string(),
    rule: z.string(),
    formula: z.string().meta({ description: "LaTeX" }),
    source: z.string(),
    exactness: z.string().meta({ description: "how its selection probabilities are obtained" }),
    needs: z.strictObject({ belief: z.enum(["counts", "history"]), rewards: z.enum(["binary", "unit", "real"]) }),
    parameters: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema" }),
    links: z.strictObject({ self: z.string() }),
  })
  .meta({ id: "PolicyDescription" });

/** /api/v1/policies: the registry as data. */
export function policyResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/policies", name: "policies", key: "kind", noun: "policy" };
  return catalogueResources(catalogue, policyDefinitions.map(describe));
}

function describe({
  kind,
  label,
  rule,
  formula,
  source,
  exactness,
  needs,
  parameters,
}: PolicyDefinition): z.output<typeof PolicyDescription> {
  const links = { self: `/api/v1/policies/${kind}` };
  return { kind, label, rule, formula, source, exactness, needs, parameters: parametersOf(parameters), links };
}
