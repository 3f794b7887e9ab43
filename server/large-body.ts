/** Larger bodies are read on a thread: on the event loop, reading and refusing one takes up to 10 ms per 16 kB. */
const LARGE_BYTES = 16 * 1024;

/** Time limit of reading a body: the largest takes up to a second, and the machine may be busy. */
export const READING_MILLISECONDS = 20_000;

export function isLarge(body: Uint8Array): boolean {
  return body.byteLength > LARGE_BYTES;
}
