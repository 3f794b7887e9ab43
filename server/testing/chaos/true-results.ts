/**
 * What results must be: the library's bytes, computed in a process of its own by the built files. Reads a JSON array of
 * [specification, replications] on standard input, and prints the SHA-256 of the result of each, a line each. With fewer
 * replications than the specification has, it is the partial result of a cancelled simulation.
 */
import "../../threads/inlining.ts";
import { createHash } from "node:crypto";
import { json } from "node:stream/consumers";
import {
  preparePlayers,
  simulate,
  SimulationSpec,
  type SimulationSpecInput,
  specHash,
} from "../../../experiments/library.ts";

for (const [input, replications] of (await json(process.stdin)) as [SimulationSpecInput, number][]) {
  const spec = SimulationSpec.parse(input);
  await preparePlayers(spec);
  const result = simulate({ ...spec, replications });
  const complete = replications === spec.replications;
  const text = JSON.stringify({ ...result, spec, specHash: specHash(spec), complete });
  console.log(createHash("sha256").update(text).digest("hex"));
}
