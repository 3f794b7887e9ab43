import { Busy, QuotaExceeded } from "../domain-errors.ts";

/** Bodies up to this many bytes are not counted. */
const FREE_BYTES = 16 * 1024;
const RETRY_SECONDS = 5;

export interface BodyRoomLimits {
  /** Bytes of the bodies of one client in memory. */
  perClient: number;
  /** Bytes of the bodies of all clients in memory. */
  inAll: number;
}

/** Eight of the largest bodies per client, and 32 in all. */
const LIMITS: BodyRoomLimits = { perClient: 1 << 24, inAll: 1 << 26 };

/** The room of one body, which grows as the body arrives. */
export interface Place {
  /** Makes room for so many bytes, or returns the error to throw. */
  grow(bytes: number): QuotaExceeded | Busy | undefined;
  leave(): void;
}

/** Limits the memory of request bodies, per client and in all, until they are read. Small bodies are not counted. */
export class BodyRoom {
  readonly #limits: BodyRoomLimits;
  readonly #clients = new Map<string, number>();
  #sum = 0;

  constructor(limits = LIMITS) {
    this.#limits = limits;
  }

  placeOf(client: string): Place {
    let held = 0;
    return {
      grow: (bytes) => {
        if (bytes <= FREE_BYTES) return undefined;
        const refusal = this.#refusal(client, bytes - held);
        if (refusal) return refusal;
        this.#add(client, bytes - held);
        held = bytes;
        return undefined;
      },
      leave: () => {
        this.#add(client, -held);
        held = 0;
      },
    };
  }

  #refusal(client: string, more: number): QuotaExceeded | Busy | undefined {
    const { perClient, inAll } = this.#limits;
    if ((this.#clients.get(client) ?? 0) + more > perClient) {
      return new QuotaExceeded("Too many of your large requests are in progress.", RETRY_SECONDS);
    }
    if (this.#sum + more > inAll) return new Busy("Too many large requests are in progress.", RETRY_SECONDS);
    return undefined;
  }

  #add(client: string, bytes: number): void {
    this.#sum += bytes;
    const held = (this.#clients.get(client) ?? 0) + bytes;
    if (held > 0) this.#clients.set(client, held);
    else this.#clients.delete(client);
  }
}
