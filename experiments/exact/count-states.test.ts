import { expect, test } from "vitest";
import {
  blocksBefore,
  CountStates,
  layerSize,
  nextComposition,
  statesBefore,
  statesOfTriedArms,
} from "./count-states.ts";

test.each([
  [1, 6],
  [2, 7],
  [3, 5],
  [5, 4],
])("blocks of %d arms tile every layer up to %d pulls, in order", (armCount, mostPulls) => {
  const states = new CountStates(armCount, mostPulls);
  let [all, blocks] = [0, 0];
  const places = new Map<string, number>([["0,".repeat(armCount).slice(0, -1), 0]]);
  for (let t = 0; t < mostPulls; t++) {
    const pulls = new Int32Array(armCount);
    pulls[armCount - 1] = t;
    let next = 0;
    do {
      const successors = new Float64Array(armCount);
      const place = states.place(pulls, successors);
      expect(place).toBe(next);
      expect(places.get(pulls.join(","))).toBe(place);
      next += pulls.reduce((size, n) => size * (n + 1), 1);
      blocks++;
      successors.forEach((successor, arm) => {
        const after = pulls.with(arm, pulls[arm] + 1).join(",");
        expect(places.get(after) ?? successor).toBe(successor);
        places.set(after, successor);
      });
    } while (nextComposition(pulls));
    expect(next).toBe(layerSize(armCount, t));
    all += next;
  }
  expect(statesBefore(armCount, mostPulls)).toBe(all);
  expect(blocksBefore(armCount, mostPulls)).toBe(blocks);
});

test.each([
  [1, 6],
  [2, 7],
  [3, 2],
  [3, 6],
  [4, 7],
])("states of %d arms that are each pulled once before one is again, at %d decisions", (armCount, horizon) => {
  let count = 0;
  for (let t = 0; t < horizon; t++) {
    const pulls = new Int32Array(armCount);
    pulls[armCount - 1] = t;
    do {
      const isMet = pulls.every((n) => n > 0) || pulls.every((n) => n <= 1);
      if (isMet) count += pulls.reduce((size, n) => size * (n + 1), 1);
    } while (nextComposition(pulls));
  }
  expect(statesOfTriedArms(armCount, horizon)).toBe(count);
});
