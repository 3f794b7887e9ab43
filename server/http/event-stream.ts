import type { Response } from "express";

const HEARTBEAT_MILLISECONDS = 15_000;

/** A stream of server-sent events, which frees its resources when either side ends it. */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  /** Writes that the system has not taken yet. */
  #unsent = 0;
  #wake = () => {};

  constructor(response: Response) {
    this.#response = response;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Proxies must neither buffer nor recode events.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    // A client that is behind needs no heartbeat.
    const beat = () => this.isCongested || this.#write([": still here\n\n"]);
    this.#heartbeat = setInterval(beat, HEARTBEAT_MILLISECONDS);
    response.once("close", () => {
      clearInterval(this.#heartbeat);
      this.#wake();
    });
  }

  get isOpen(): boolean {
    const { writableEnded, req } = this.#response;
    // The response itself is destroyed later than its socket, after the callbacks of its writes.
    return !writableEnded && !req.socket.destroyed;
  }

  /**
   * Whether the client is behind: the system has not taken everything that was written.
   *
   * Counts callbacks of writes, because after a corked write of more than 64 KiB that the system takes at once, Node 22 may
   * leave `writableNeedDrain` true for ever and never emit `drain`.
   */
  get isCongested(): boolean {
    return this.#unsent > 0;
  }

  /** Resolves when the client has caught up or left. For one caller at a time. */
  async caughtUp(): Promise<void> {
    if (!this.isOpen || !this.isCongested) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** @param data text without line breaks, such as JSON, in pieces; bytes are not copied, so streams may share them */
  send(event: string, ...data: (string | Uint8Array)[]): void {
    if (this.isOpen) this.#write([`event: ${event}\ndata: `, ...data, "\n\n"]);
  }

  end(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }

  /** Writes pieces as one chunk. The callback of the last one comes when the system has taken all of them. */
  #write(pieces: readonly (string | Uint8Array)[]): void {
    this.#unsent++;
    this.#response.cork();
    for (const piece of pieces.slice(0, -1)) this.#response.write(piece);
    this.#response.write(pieces.at(-1), () => {
      this.#unsent--;
      if (!this.isCongested) this.#wake();
    });
    this.#response.uncork();
  }
}
