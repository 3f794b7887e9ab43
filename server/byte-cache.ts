import { LRUCache } from "lru-cache";

/** Bytes by name, made once for all who ask at the same time. Those used last are kept, up to a total size. */
export class ByteCache {
  readonly #kept: LRUCache<string, Uint8Array>;
  /** Apart from the kept ones, because lru-cache's own `fetch` drops what is being made when other bytes need room. */
  readonly #making = new Map<string, Promise<Uint8Array>>();

  /** @param limit bytes in all; larger ones are returned and not kept */
  constructor(limit: number) {
    this.#kept = new LRUCache({ maxSize: limit, sizeCalculation: ({ length }) => Math.max(1, length) });
  }

  /** The bytes of a key. `make` makes them if they are missing; a failure is not kept. */
  async get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    return this.#kept.get(key) ?? (await (this.#making.get(key) ?? this.#make(key, make)));
  }

  #make(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const making = this.#keep(key, make).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  async #keep(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const bytes = await make();
    this.#kept.set(key, bytes);
    return bytes;
  }
}
