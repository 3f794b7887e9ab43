/** Bytes that are made once for all who ask at the same time; the ones used last are kept, up to a number of bytes. */
export class ByteCache {
  readonly #limit: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Uint8Array>();
  readonly #pending = new Map<string, Promise<Uint8Array>>();
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @param make what the key names, always the same bytes */
  async get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.find(key);
    if (known) return known;
    const pending = this.#pending.get(key) ?? this.#make(key, make);
    return await pending;
  }

  /** What is kept under a key, if anything is. */
  find(key: string): Uint8Array | undefined {
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
    }
    return known;
  }

  #make(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const made = make()
      .then((bytes) => this.keep(key, bytes))
      .finally(() => this.#pending.delete(key));
    this.#pending.set(key, made);
    return made;
  }

  /** Keeps bytes under a key, unless they are larger than all that may be kept; returns them. */
  keep(key: string, bytes: Uint8Array): Uint8Array {
    if (bytes.length > this.#limit || this.#kept.has(key)) return bytes;
    this.#kept.set(key, bytes);
    this.#size += bytes.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#size <= this.#limit) break;
      this.#kept.delete(oldest);
      this.#size -= length;
    }
    return bytes;
  }
}
