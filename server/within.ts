/**
 * Gives a task a signal that aborts after a time, or earlier with one of others. `AbortSignal.any` would keep a trace of
 * every task in signals that live as long as the server.
 */
export async function within<Value>(
  milliseconds: number,
  signals: readonly AbortSignal[],
  task: (over: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const abort = () => over.abort();
  const timer = setTimeout(abort, milliseconds);
  for (const signal of signals) signal.addEventListener("abort", abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  try {
    return await task(over.signal);
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener("abort", abort);
    abort();
  }
}
