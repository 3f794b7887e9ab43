import { computableRewards, needsOf, policyDefinitions, PolicySpec } from "../../policies/registry.ts";
import { nameOfSpace } from "../../policies/reward-space.ts";
import { type Catalogue, catalogueResources } from "../http/catalogue.ts";
import type { Resource } from "../http/resource.ts";
import type { PolicyDescription } from "../openapi/catalogues.ts";
import { describeDefinition } from "./describe-definition.ts";

function describeNeeds(kind: string) {
  const needs = needsOf(PolicySpec.parse({ kind }));
  const { belief, rewards, horizon } = needs;
  const computable = nameOfSpace(computableRewards(needs));
  return { belief, rewards: nameOfSpace(rewards), computable, ...(horizon && { horizon }) };
}

/** /api/v1/policies: the policies as data. */
export function policyResources(): Resource[] {
  const catalogue: Catalogue = { path: "/api/v1/policies", name: "policies", key: "kind", noun: "policy" };
  const descriptions = policyDefinitions.map((definition): PolicyDescription => ({
    ...describeDefinition(catalogue.path, definition),
    exactness: definition.exactness,
    needs: describeNeeds(definition.kind),
  }));
  return catalogueResources(catalogue, descriptions);
}
