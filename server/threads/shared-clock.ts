/** Milliseconds of a monotonic clock that all threads share: `performance.now()` starts anew in each thread. */
export function sharedClock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
