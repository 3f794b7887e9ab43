import * as z from "zod";
import { computableRewards, needsOf, policyDefinitions, PolicySpec } from "../../policies/registry.ts";
import { nameOfSpace, rewardSpaceNames } from "../../policies/reward-space.ts";
import { type Catalogue, catalogueResources, DefinitionDescription, describeDefinition } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";

export const PolicyDescription = DefinitionDescription.extend({
  exactness: z.string().meta({ description: "how its selection probabilities are obtained" }),
  needs: z.strictObject({
    belief: z.enum(["counts", "moments", "history"]).meta({
      description: "what it depends on with its default parameters; moments are counts where rewards are 0 or 1",
    }),
    rewards: z.enum(rewardSpaceNames).meta({ description: "the rewards that it is meant for" }),
    computable: z.enum(rewardSpaceNames).meta({ description: "those that it can compute with; others are refused" }),
    horizon: z.literal("known").optional().meta({ description: "there where the rule plans for a number of pulls" }),
  }),
}).meta({ id: "PolicyDescription" });

function describeNeeds(kind: string) {
  const needs = needsOf(PolicySpec.parse({ kind }));
  const { belief, rewards, horizon } = needs;
  const computable = nameOfSpace(computableRewards(needs));
  return { belief, rewards: nameOfSpace(rewards), computable, ...(horizon && { horizon }) };
}

/** /api/v1/policies: the registry as data. */
export function policyResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/policies", name: "policies", key: "kind", noun: "policy" };
  const descriptions = policyDefinitions.map((definition): z.output<typeof PolicyDescription> => ({
    ...describeDefinition(catalogue.path, definition),
    exactness: definition.exactness,
    needs: describeNeeds(definition.kind),
  }));
  return catalogueResources(catalogue, descriptions);
}
