import { banditDefinitions } from "../../experiments/bandits/registry.ts";
import { nameOfSpace } from "../../policies/reward-space.ts";
import { type Catalogue, catalogueResources } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";
import type { BanditDescription } from "../openapi/catalogues.ts";
import { describeDefinition } from "./describe-definition.ts";

/** /api/v1/bandits: the bandits as data. */
export function banditResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/bandits", name: "bandits", key: "kind", noun: "bandit" };
  const descriptions = banditDefinitions.map((definition): BanditDescription => ({
    ...describeDefinition(catalogue.path, definition),
    rewards: nameOfSpace(definition.rewards(definition.parameters.parse({}))),
    changes: definition.changes,
  }));
  return catalogueResources(catalogue, descriptions);
}
