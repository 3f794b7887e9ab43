import { policyDefinitions } from "../../policies/registry.ts";

/** The labels of policies by their kinds. */
export const policyLabels: Readonly<Record<string, string>> = Object.fromEntries(
  policyDefinitions.map(({ kind, label }) => [kind, label]),
);
