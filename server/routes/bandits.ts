import * as z from "zod";
import { banditDefinitions } from "../../experiments/bandits/registry.ts";
import { nameOfSpace, rewardSpaceNames } from "../../policies/reward-space.ts";
import { type Catalogue, catalogueResources, DefinitionDescription, describeDefinition } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const BanditDescription = DefinitionDescription.extend({
  rewards: z.enum(rewardSpaceNames).meta({ description: "what it pays with its default parameters" }),
  changes: z.enum(["never", "with time", "with pulls"]).meta({ description: "whether the means of its arms change" }),
}).meta({ id: "BanditDescription" });

/** /api/v1/bandits: the registry as data. */
export function banditResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/bandits", name: "bandits", key: "kind", noun: "bandit" };
  const descriptions = banditDefinitions.map((definition): z.output<typeof BanditDescription> => ({
    ...describeDefinition(catalogue.path, definition),
    rewards: nameOfSpace(definition.rewards(definition.parameters.parse({}))),
    changes: definition.changes,
  }));
  return catalogueResources(catalogue, descriptions);
}
