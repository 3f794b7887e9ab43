import type { Response } from "express";

const HEARTBEAT_MILLISECONDS = 15_000;

/** A stream of server-sent events that cleans up after itself when either side ends it. */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  /** Writes that have not left this process yet. */
  #unsent = 0;
  #wake = () => {};

  constructor(response: Response) {
    this.#response = response;
    response.writeHead(200, {
      "Content-Type": "text/event-stream; charset=utf-8",
      // No proxy may hold back or recode what is meant to arrive at once.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    // A client that is behind has enough to read.
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
   * Whether the client is behind: the system has not taken all that was sent to it. The client should then be spared.
   *
   * Goes by the callbacks of the writes. Node 22 may leave `writableNeedDrain` true for good, and never emit `drain`,
   * although all has arrived: after a corked write of more than 64 KiB that the system takes at once.
   */
  get isCongested(): boolean {
    return this.#unsent > 0;
  }

  /** Resolves when the client is no longer behind, or has left. For one caller at a time. */
  async caughtUp(): Promise<void> {
    if (!this.isOpen || !this.isCongested) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** @param data text without line breaks, such as JSON, in pieces; bytes are not copied, and may be shared by streams */
  send(event: string, ...data: (string | Uint8Array)[]): void {
    if (this.isOpen) this.#write([`event: ${event}\ndata: `, ...data, "\n\n"]);
  }

  end(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }

  /** Writes pieces as one chunk. The last one's callback comes when the system has taken them all. */
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
