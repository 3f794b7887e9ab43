/** The store cannot be used by this process at all; the message says why, to whoever started it. */
export class StoreUnusable extends Error {}
