import { StoreUnusable } from "../domain-errors.ts";

/** An exclusive lock of one server on a store: a second server would run the same simulations again. */
export interface Claim {
  release(): Promise<void>;
}

/** Another server has the lock. */
export class StoreTaken extends StoreUnusable {}
