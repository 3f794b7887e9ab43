import { LRUCache } from "lru-cache";

/**
 * A cache of bytes that keeps those used last, up to a total size. `forceFetch(key, { context: make })` makes what is
 * missing, once for all who ask at the same time, unless other bytes take its room meanwhile; a failure is not kept.
 *
 * @param limit bytes in all; what is larger is returned, and not kept
 */
export function byteCache(limit: number) {
  return new LRUCache<string, Uint8Array, () => Promise<Uint8Array>>({
    maxSize: limit,
    sizeCalculation: ({ length }) => Math.max(1, length),
    fetchMethod: async (_key, _stale, { context: make }) => await make(),
    // What makes room for other bytes while it is being made is still returned.
    ignoreFetchAbort: true,
  });
}
