import { BaseSequencer, type TestSpecification } from "vitest/node";
import type { Kind } from "./kinds.ts";

/**
 * Slow tests among end-to-end ones: the first compute while the others wait for browsers and servers. Within each kind the
 * order is vitest's.
 */
export class MixedSequence extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of vitest's, not of arrays
    const sorted = await super.sort(files);
    const of = (...kinds: Kind[]) => sorted.filter(({ project }) => kinds.includes(project.name as Kind));
    const [slow, endToEnd] = [of("slow", "slow-isolated"), of("e2e")];
    const others = sorted.filter((file) => !slow.includes(file) && !endToEnd.includes(file));
    const share = slow.length / Math.max(1, endToEnd.length);
    const mixed = endToEnd.flatMap((file, place) => [
      file,
      ...slow.slice(Math.round(place * share), Math.round((place + 1) * share)),
    ]);
    return [...others, ...(endToEnd.length > 0 ? mixed : slow)];
  }
}
