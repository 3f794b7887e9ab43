import { z } from "zod";
import type { BanditDefinition } from "../../experiments/bandits/bandit.ts";
import { banditDefinitions } from "../../experiments/bandits/registry.ts";
import { type Catalogue, catalogueResources, parametersOf } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const BanditDescription = z
  .strictObject({
    kind: z.string(),
    label: z.string(),
    rule: z.string(),
    formula: z.string().meta({ description: "LaTeX" }),
    source: z.string(),
    rewards: z.enum(["binary", "real"]),
    parameters: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema" }),
    links: z.strictObject({ self: z.string() }),
  })
  .meta({ id: "BanditDescription" });

/** /api/v1/bandits: the registry as data. */
export function banditResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/bandits", name: "bandits", key: "kind", noun: "bandit" };
  return catalogueResources(catalogue, banditDefinitions.map(describe));
}

function describe({
  kind,
  label,
  rule,
  formula,
  source,
  rewards,
  parameters,
}: BanditDefinition): z.output<typeof BanditDescription> {
  const links = { self: `/api/v1/bandits/${kind}` };
  return { kind, label, rule, formula, source, rewards, parameters: parametersOf(parameters), links };
}
