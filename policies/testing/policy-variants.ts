import { policyDefinitions, type PolicyKind } from "../registry.ts";

export type PolicyVariant = { kind: PolicyKind } & Record<string, unknown>;

/** Every registered kind with its defaults, and the variants that its definition names. */
export const policyVariants: PolicyVariant[] = policyDefinitions.flatMap((definition) => {
  const kind = definition.kind as PolicyKind;
  return [{ kind }, ...(definition.variants ?? []).map((parameters) => ({ kind, ...parameters }))];
});
