import type { Response } from "express";

const HEARTBEAT_MILLISECONDS = 15_000;

/** A stream of server-sent events that cleans up after itself when either side ends it. */
export class EventStream {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;

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
    const beat = () => this.isCongested || response.write(": still here\n\n");
    this.#heartbeat = setInterval(beat, HEARTBEAT_MILLISECONDS);
    response.once("close", () => clearInterval(this.#heartbeat));
  }

  get isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  /** Whether the client is behind: it should then be spared until it has caught up. */
  get isCongested(): boolean {
    return this.#response.writableNeedDrain;
  }

  /** @param data text without line breaks, such as JSON, in pieces; bytes are not copied, and may be shared by streams */
  send(event: string, ...data: (string | Uint8Array)[]): void {
    if (!this.isOpen) return;
    this.#response.cork();
    for (const piece of [`event: ${event}\ndata: `, ...data, "\n\n"]) this.#response.write(piece);
    this.#response.uncork();
  }

  end(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }
}
