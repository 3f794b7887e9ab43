/** Larger bodies are read on a thread: at its worst, reading and refusing one takes the event loop 10 ms per 16 kB. */
const LARGE_BYTES = 16 * 1024;

export function isLarge(body: Uint8Array): boolean {
  return body.byteLength > LARGE_BYTES;
}
