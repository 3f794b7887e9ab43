import { sumError } from "../../numerics/two-product.ts";
import type { Posteriors } from "../family.ts";
import { BetaKernel } from "../kernels/beta-kernel.ts";
import { BetaLine } from "../kernels/beta-line.ts";
import { GammaKernel } from "../kernels/gamma-kernel.ts";
import { GammaLine } from "../kernels/gamma-line.ts";
import type { Kernel, Line } from "../kernels/kernel.ts";
import { NormalKernel } from "../kernels/normal-kernel.ts";
import { NormalLine } from "../kernels/normal-line.ts";
import { StudentKernel } from "../kernels/student-kernel.ts";
import { StudentLine } from "../kernels/student-line.ts";

/** The arms of a family on its line. */
interface KernelsOfFamily {
  line: Line;
  kernels: Kernel[];
  /** The rounding error that the parameters add to a density and its cdf, in units of the last place. */
  roughness: number;
  isLogConcave: boolean;
  hasMeans: boolean;
}

type ArmsOf<Name extends Posteriors["family"]> = Extract<Posteriors, { family: Name }>["arms"];
/** A normal whose mean is the sum of two doubles. */
export type FineNormal = ArmsOf<"normal">[number] & { meanRest?: number };

/** Puts the arms of each family on its line. */
const families: { [Name in Posteriors["family"]]: (arms: ArmsOf<Name>) => KernelsOfFamily } = {
  beta(arms) {
    const line = new BetaLine();
    const kernels = arms.map(({ alpha, beta }) => new BetaKernel(alpha, beta, line));
    // Right of a mean the cdf is 1 − (1 − F), where it may be as small as the smallest parameter.
    const smallest = arms.reduce((least, { alpha, beta }) => Math.min(least, alpha, beta), Infinity);
    return { line, kernels, roughness: 32 / smallest, isLogConcave: true, hasMeans: true };
  },
  normal(arms) {
    const line = new NormalLine();
    // Means are measured from the sharpest arm, which needs the most digits.
    const { mean: origin } = arms.reduce((one, other) =>
      other.standardDeviation < one.standardDeviation ? other : one,
    );
    const kernels = arms.map(
      ({ mean, standardDeviation, meanRest = 0 }: FineNormal) =>
        new NormalKernel(mean - origin, standardDeviation, line, sumError(mean, -origin) + meanRest),
    );
    return { line, kernels, roughness: 0, isLogConcave: true, hasMeans: true };
  },
  gamma(arms) {
    const line = new GammaLine();
    const kernels = arms.map(({ shape, rate }) => new GammaKernel(shape, rate, line));
    const smallest = arms.reduce((least, { shape }) => Math.min(least, shape), Infinity);
    return { line, kernels, roughness: 32 / smallest, isLogConcave: true, hasMeans: true };
  },
  "student-t"(arms) {
    const sharpest = arms.reduce((one, other) => (other.scale < one.scale ? other : one));
    const line = new StudentLine(0, sharpest.scale);
    const kernels = arms.map(({ location, scale, degreesOfFreedom }) => {
      const rest = sumError(location, -sharpest.location);
      return new StudentKernel(location - sharpest.location, scale, degreesOfFreedom, line, rest);
    });
    const hasMeans = arms.every(({ degreesOfFreedom }) => degreesOfFreedom > 1);
    return { line, kernels, roughness: 0, isLogConcave: false, hasMeans };
  },
};

export function kernelsOf({ family, arms }: Posteriors): KernelsOfFamily {
  return (families[family] as (arms: Posteriors["arms"]) => KernelsOfFamily)(arms);
}
