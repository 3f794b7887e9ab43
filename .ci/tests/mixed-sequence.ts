import { BaseSequencer, type TestSpecification } from "vitest/node";
import { isEndToEnd, type Kind } from "./kinds.ts";

/**
 * Slow tests among end-to-end ones: the first compute while the others wait for browsers and servers. Within each the order
 * is vitest's. Isolated ones come before: a process goes on to the next file only if that may share its modules.
 */
export class MixedSequence extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of vitest's, not of arrays
    const sorted = await super.sort(files);
    const long = sorted.filter(({ project }) => project.name === ("long" satisfies Kind));
    const others = sorted.filter((file) => !long.includes(file));
    const endToEnd = long.filter(({ moduleId }) => isEndToEnd(moduleId));
    const slow = long.filter(({ moduleId }) => !isEndToEnd(moduleId));
    const share = slow.length / Math.max(1, endToEnd.length);
    const mixed = endToEnd.flatMap((file, place) => [
      file,
      ...slow.slice(Math.round(place * share), Math.round((place + 1) * share)),
    ]);
    return [...others, ...(endToEnd.length > 0 ? mixed : slow)];
  }
}
