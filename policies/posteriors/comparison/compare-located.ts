import { sumError } from "../../numerics/two-product.ts";
import type { Posteriors } from "../family.ts";
import { comparisonQuantile } from "./comparison-quantile.ts";
import { type Estimate, NORMAL_QUANTILE, TAIL } from "./interval.ts";
import { studentExceedance } from "./student-exceedance.ts";

type ArmOf<Name extends Posteriors["family"]> = Extract<Posteriors, { family: Name }>["arms"][number];

/** The law of θ_x − θ_y for Normal posteriors: Normal(m_x − m_y, s_x² + s_y²), in closed form. */
export function normalDifference(x: ArmOf<"normal">, y: ArmOf<"normal">): Estimate {
  const deviation = Math.sqrt(x.standardDeviation * x.standardDeviation + y.standardDeviation * y.standardDeviation);
  return around(x.mean, y.mean, NORMAL_QUANTILE * deviation);
}

/**
 * The law of θ_x − θ_y for Student posteriors (Behrens and Fisher), which is symmetric around the difference of the
 * locations: half the interval is the w with P(s_x·T_x > s_y·T_y + w) = 0.025, by quadrature. The mean exists if both
 * posteriors have one. Accuracy about 10⁻¹² of w; 2 ms.
 */
export function studentDifference(x: ArmOf<"student-t">, y: ArmOf<"student-t">): Estimate {
  const at = (size: number) => studentExceedance(x, y, size);
  const unit = Math.sqrt(x.scale * x.scale + y.scale * y.scale);
  const half = comparisonQuantile({ at, most: MOST_HALF, guess: 2 * unit, unit }, TAIL);
  const law = around(x.location, y.location, half);
  return x.degreesOfFreedom > 1 && y.degreesOfFreedom > 1 ? law : { ...law, mean: undefined };
}

/** Far beyond the quantile of the widest posterior: 10⁹·20^(1/0.1) is 10²². */
const MOST_HALF = 1e60;

/** A symmetric law around the difference of two places. */
function around(place: number, from: number, half: number): Estimate {
  const middle = place - from;
  const rest = sumError(place, -from);
  return { median: middle, lower: middle - half + rest, upper: middle + half + rest, mean: middle };
}
