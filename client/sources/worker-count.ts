/** At most so many workers: each keeps a copy of the program and a summary. */
const MOST_WORKERS = 4;

/** How many workers a simulation gets in this browser: one core is left to the page. */
export function workerCount(): number {
  return Math.min(MOST_WORKERS, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));
}
