import * as z from "zod";
import { banditDefinitions } from "../../experiments/bandits/registry.ts";
import { type Catalogue, catalogueResources, DefinitionDescription, describeDefinition } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const BanditDescription = DefinitionDescription.extend({ rewards: z.enum(["binary", "real"]) }).meta({
  id: "BanditDescription",
});

/** /api/v1/bandits: the registry as data. */
export function banditResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/bandits", name: "bandits", key: "kind", noun: "bandit" };
  const descriptions = banditDefinitions.map((definition): z.output<typeof BanditDescription> => ({
    ...describeDefinition(catalogue.path, definition),
    rewards: definition.rewards,
  }));
  return catalogueResources(catalogue, descriptions);
}
