import { BaseSequencer, type TestSpecification } from "vitest/node";
import { isEndToEnd, type Kind } from "./kinds.ts";

/** Small files that take half a minute and more: at the end they would run alone. Vitest knows that after a first run only. */
const LONGEST = ["torn-file", "cluster", "chaos", "first-policy"];
const isLongest = ({ moduleId }: TestSpecification) =>
  LONGEST.some((name) => moduleId.endsWith(`/${name}.e2e.test.ts`));

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
    const ended = long.filter(({ moduleId }) => isEndToEnd(moduleId));
    const endToEnd = [...ended.filter(isLongest), ...ended.filter((file) => !isLongest(file))];
    const slow = long.filter(({ moduleId }) => !isEndToEnd(moduleId));
    const share = slow.length / Math.max(1, endToEnd.length);
    const mixed = endToEnd.flatMap((file, place) => [
      file,
      ...slow.slice(Math.round(place * share), Math.round((place + 1) * share)),
    ]);
    return [...others, ...(endToEnd.length > 0 ? mixed : slow)];
  }
}
