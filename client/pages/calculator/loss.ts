import { formatNumber } from "../../charts/number-format.ts";
import { belowText, knownDigits } from "./digits.ts";

/** An expected loss as the API gives it; null where there is none. */
export interface Loss {
  expectedLoss: number | null;
  expectedLossErrorBound?: number;
  expectedLossFraction?: string;
}

/** A loss that is not this many times the bound of its error has no digit that means anything. */
const TELLING = 10;

/** An expected loss in brief; what it is below where the bound of its error leaves it no digits: "< 1.8·10⁻²⁴". */
export function lossText(loss: Loss): string {
  if (loss.expectedLoss === null) return "none";
  return limitOf(loss) ?? formatNumber(loss.expectedLoss);
}

/** All digits of an expected loss that are known. */
export function lossDigits(loss: Loss): string {
  const { expectedLoss, expectedLossErrorBound = 0 } = loss;
  if (expectedLoss === null) return "none";
  return limitOf(loss) ?? knownDigits(expectedLoss, expectedLossErrorBound);
}

function limitOf({ expectedLoss, expectedLossErrorBound = 0 }: Loss): string | undefined {
  const isKnown = expectedLossErrorBound === 0 || expectedLoss! > TELLING * expectedLossErrorBound;
  return isKnown ? undefined : belowText(Math.max(0, expectedLoss!) + expectedLossErrorBound);
}
