/** The most workers: each keeps a copy of the program and a summary. */
const MOST_WORKERS = 4;

/** The number of workers for a simulation: one core is left to the page. */
export function workerCount(): number {
  return Math.min(MOST_WORKERS, Math.max(1, (navigator.hardwareConcurrency || 2) - 1));
}
