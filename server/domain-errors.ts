/** The same request may succeed after some seconds. */
export abstract class TemporaryError extends Error {
  readonly retrySeconds: number;

  constructor(message: string, retrySeconds: number, cause?: unknown) {
    super(message, { cause });
    this.retrySeconds = retrySeconds;
  }
}

/** One client has too much running or waiting; others are served. */
export class QuotaExceeded extends TemporaryError {}

/** The server has too much running or waiting. */
export class Busy extends TemporaryError {}

/** The server accepts nothing new because it is about to stop. */
export class ShuttingDown extends TemporaryError {
  constructor() {
    super("The server is shutting down.", 10);
  }
}

/** The readiness check cannot read or write the store. */
export class NotReady extends TemporaryError {}

const STORE_RETRY_SECONDS = 60;

/** The disk is full or cannot be written, or the database cannot be reached; nothing was read or stored. */
export class StoreUnavailable extends TemporaryError {
  constructor(cause: unknown) {
    super("The server cannot use its store now. Accepted simulations are not lost.", STORE_RETRY_SECONDS, cause);
  }
}

/** A stored value differs from what was written, so it is not used. */
export class StoreDamaged extends TemporaryError {
  constructor(cause?: unknown) {
    super("The stored data is damaged and is not used. Send the specification again.", STORE_RETRY_SECONDS, cause);
  }
}

/** This process cannot use the store at all; the message gives the operator the reason and the remedy. */
export class StoreUnusable extends Error {}

/** The result existed and was deleted after its retention time. */
export class Gone extends Error {}

/** Another engine version began the simulation, and numbers of two versions never mix. */
export class OtherEngine extends Error {}
