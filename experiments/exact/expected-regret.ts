import { parseInput } from "../mistakes.ts";
import type { ExpectedRegretAnswer } from "./answer.ts";
import { ExpectedRegretRequest, type ExpectedRegretRequestInput } from "./request.ts";

export interface ExpectedRegretOptions {
  /** Called every few milliseconds of work with the part that is done, in [0, 1]. */
  onProgress?: (fraction: number) => void;
  /** Looked at every few milliseconds of work; once it says yes, `Cancelled` is thrown. */
  cancelled?: () => boolean;
  /** The largest `expectedRegretCost` that is accepted; one that takes about a minute by default. */
  budget?: number;
}

/** Thrown by a computation whose caller has cancelled it. */
export class Cancelled extends Error {
  constructor() {
    super("cancelled");
  }
}

/**
 * The expected regret of a policy, exactly: the function behind POST /expected-regret and `bandit-lab regret`.
 *
 * @throws InvalidInput on a request that means nothing, or costs more than the budget
 * @throws Cancelled once `cancelled` says yes
 */
export function expectedRegret(
  input: ExpectedRegretRequestInput,
  options: ExpectedRegretOptions = {},
): ExpectedRegretAnswer {
  return answerExpectedRegret(parseInput(ExpectedRegretRequest, input), options);
}

/** The answer to a request that has been parsed; see `expectedRegret`. */
export function answerExpectedRegret(
  _request: ExpectedRegretRequest,
  _options: ExpectedRegretOptions = {},
): ExpectedRegretAnswer {
  throw new RangeError("not there yet");
}

/** A rough count of elementary steps of some 75 ns each, the unit of `selectionCost`; takes no time. */
export function expectedRegretCost(_request: ExpectedRegretRequest): number {
  throw new RangeError("not there yet");
}
