/** Larger bodies are read on a thread: at its worst, reading and refusing one takes the event loop 10 ms per 16 kB. */
const LARGE_BYTES = 16 * 1024;

/** What reading one may take: the largest takes a second at its worst, and the machine may be busy. */
export const READING_MILLISECONDS = 20_000;

export function isLarge(body: Uint8Array): boolean {
  return body.byteLength > LARGE_BYTES;
}
