import * as z from "zod";
import { policyDefinitions } from "../../policies/registry.ts";
import { type Catalogue, catalogueResources, DefinitionDescription, describeDefinition } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const PolicyDescription = DefinitionDescription.extend({
  exactness: z.string().meta({ description: "how its selection probabilities are obtained" }),
  needs: z.strictObject({
    belief: z.enum(["counts", "history"]),
    rewards: z.enum(["binary", "unit", "real"]),
    horizon: z.literal("known").optional().meta({ description: "there where the rule plans for a number of pulls" }),
  }),
}).meta({ id: "PolicyDescription" });

/** /api/v1/policies: the registry as data. */
export function policyResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/policies", name: "policies", key: "kind", noun: "policy" };
  const descriptions = policyDefinitions.map((definition): z.output<typeof PolicyDescription> => ({
    ...describeDefinition(catalogue.path, definition),
    exactness: definition.exactness,
    needs: definition.needs,
  }));
  return catalogueResources(catalogue, descriptions);
}
