import type { SimulationResult } from "../../../experiments/result/result.ts";
import type { SimulationSpec } from "../../../experiments/spec/spec.ts";
import { compactSpec } from "./spec-url.ts";

/** The run as a shell command. */
export function curlCommand(spec: SimulationSpec, origin: string): string {
  const body = JSON.stringify(compactSpec(spec)).replaceAll("'", String.raw`'\''`);
  return [
    `curl --silent --show-error '${origin}/api/v1/simulations' \\`,
    "  --header 'Content-Type: application/json' \\",
    "  --header 'Prefer: wait=10' \\",
    `  --data '${body}'`,
  ].join("\n");
}

/** A BibTeX entry that names the run by its hash, which covers everything that its numbers depend on. */
export function bibtex({ specHash, engineVersion, spec }: SimulationResult, link: string): string {
  return [
    `@misc{banditlab-${specHash.slice(0, 8)},`,
    `  title        = {Bandit simulation ${specHash.slice(0, 8)}},`,
    `  howpublished = {Bandit Lab, engine version ${engineVersion}},`,
    `  note         = {Specification SHA-256 ${specHash}; T = ${spec.horizon}, N = ${spec.replications}},`,
    `  url          = {${link}}`,
    "}",
  ].join("\n");
}
