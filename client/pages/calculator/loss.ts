import { formatNumber } from "../../text/number-format.ts";
import { belowText, knownDigits } from "./digits.ts";

/** An expected loss of the API; null if none exists. */
export interface Loss {
  expectedLoss: number | null;
  expectedLossErrorBound?: number;
  expectedLossFraction?: string;
}

/** A loss below this many times its error bound has no reliable digit. */
const TELLING = 10;

/** An expected loss in brief; an upper limit, "< 1.8·10⁻²⁴", if no digit is reliable. */
export function lossText(loss: Loss): string {
  if (loss.expectedLoss === null) return "none";
  return limitOf(loss) ?? formatNumber(loss.expectedLoss);
}

/** An expected loss with its unit: rewards of 0 or 1 have means that are chances, so theirs is in percentage points. */
export function lossWithUnit(loss: Loss, isChance: boolean): string {
  if (!isChance || loss.expectedLoss === null) return lossText(loss);
  const points = {
    expectedLoss: 100 * loss.expectedLoss,
    expectedLossErrorBound: 100 * (loss.expectedLossErrorBound ?? 0),
  };
  return `${lossText(points)} percentage points`;
}

/** The known digits of an expected loss. */
export function lossDigits(loss: Loss): string {
  const { expectedLoss, expectedLossErrorBound = 0 } = loss;
  if (expectedLoss === null) return "none";
  return limitOf(loss) ?? knownDigits(expectedLoss, expectedLossErrorBound);
}

function limitOf({ expectedLoss, expectedLossErrorBound = 0 }: Loss): string | undefined {
  const isKnown = expectedLossErrorBound === 0 || expectedLoss! > TELLING * expectedLossErrorBound;
  return isKnown ? undefined : belowText(Math.max(0, expectedLoss!) + expectedLossErrorBound);
}
