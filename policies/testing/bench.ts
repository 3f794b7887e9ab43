/** A measurement with a goal, beside the code that it is of; a bench file exports `benches`. */
export interface Bench {
  name: string;
  goal: string;
  run(): { value: number; unit: string; met: boolean };
}

/** The shortest of some runs, in milliseconds: what the code takes where nothing else is in its way. */
export function milliseconds(run: () => void, times = 5): number {
  let shortest = Infinity;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - start);
  }
  return shortest;
}
