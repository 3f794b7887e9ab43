/** Milliseconds that only go forward, of a clock that all threads share: `performance.now()` is each thread's own. */
export function sharedClock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
