import * as z from "zod";

/** The largest shape of a Beta or Gamma distribution: up to 10¹⁵, doubles tell a posterior from the next pull's. */
export const LARGEST_SHAPE = 1e15;
export const shapeParameter = () => z.number().min(1e-3).max(LARGEST_SHAPE);
const scale = () => z.number().min(1e-9).max(1e9);
const place = () => z.number().min(-1e9).max(1e9);

/** A family of posterior distributions as data: schema, calculator form, API and documentation derive from it. */
export interface Family<Kind extends string = string, Parameters extends z.ZodObject = z.ZodObject> {
  kind: Kind;
  label: string;
  /** The density in LaTeX. */
  formula: string;
  /** The quantity whose posterior it is. */
  use: string;
  parameters: Parameters;
}

export const BetaPosterior = z.strictObject({
  alpha: shapeParameter().meta({ title: "prior successes + successes", symbol: "\\alpha" }),
  beta: shapeParameter().meta({ title: "prior failures + failures", symbol: "\\beta" }),
});
export const NormalPosterior = z.strictObject({
  mean: place().meta({ title: "posterior mean", symbol: "m" }),
  standardDeviation: scale().meta({ title: "posterior standard deviation", symbol: "s" }),
});
export const GammaPosterior = z.strictObject({
  shape: shapeParameter().meta({ title: "shape", symbol: "k" }),
  rate: scale().meta({ title: "rate", symbol: "\\lambda" }),
});
export const StudentPosterior = z.strictObject({
  location: place().meta({ title: "location", symbol: "m" }),
  scale: scale().meta({ title: "scale", symbol: "s" }),
  degreesOfFreedom: z.number().min(0.1).max(1e9).meta({ title: "degrees of freedom", symbol: "\\nu" }),
});

/**
 * Every family of posteriors, in the order in which they are shown.
 *
 * @example
 * ```ts
 * families.map(({ kind }) => kind); // ["beta", "normal", "gamma", "student-t"]
 * ```
 */
export const families = [
  {
    kind: "beta",
    label: "Beta",
    formula: String.raw`f(x) \propto x^{\alpha - 1}(1 - x)^{\beta - 1}`,
    use: "a probability of success: α = prior α + successes, β = prior β + failures",
    parameters: BetaPosterior,
  },
  {
    kind: "normal",
    label: "Normal",
    formula: String.raw`f(x) \propto e^{-(x - m)^2/(2 s^2)}`,
    use: "a mean of rewards whose variance is known",
    parameters: NormalPosterior,
  },
  {
    kind: "gamma",
    label: "Gamma",
    formula: String.raw`f(x) \propto x^{k - 1} e^{-\lambda x}`,
    use: "a rate of counts: k = prior k + events, λ = prior λ + exposure",
    parameters: GammaPosterior,
  },
  {
    kind: "student-t",
    label: "Student t",
    formula: String.raw`f(x) \propto \left(1 + \frac{1}{\nu}\left(\frac{x - m}{s}\right)^2\right)^{-\frac{\nu + 1}{2}}`,
    use: "a mean of rewards whose variance is unknown",
    parameters: StudentPosterior,
  },
] as const satisfies readonly Family[];

export const armsOf = <Arm extends z.ZodType>(arm: Arm) => z.array(arm).min(1).max(1000).meta({ title: "arms" });

/** The families given by posteriors alone; Beta posteriors can also be given by counts. */
export const otherPosteriors = [
  z.strictObject({ family: z.literal("normal"), arms: armsOf(NormalPosterior) }),
  z.strictObject({ family: z.literal("gamma"), arms: armsOf(GammaPosterior) }),
  z.strictObject({ family: z.literal("student-t"), arms: armsOf(StudentPosterior) }),
] as const;
const AnyPosteriors = z.discriminatedUnion("family", [
  z.strictObject({ family: z.literal("beta"), arms: armsOf(BetaPosterior) }),
  ...otherPosteriors,
]);

/** How far apart locations may be, in units of the smallest scale: places on a common line are doubles. */
const FARTHEST = 1e12;

/** The names of location and scale, in the families that have them. */
const located: Partial<Record<string, [location: string, scale: string]>> = {
  normal: ["mean", "standardDeviation"],
  "student-t": ["location", "scale"],
};

interface AnyArms {
  family: string;
  arms: readonly object[];
}

/** Reports the arms that are too far from the sharpest one. */
export function checkPlaces({ family, arms }: AnyArms, context: z.core.$RefinementCtx): void {
  const [location, scale] = located[family] ?? [];
  // Refinements also run on an empty list, which is already reported.
  if (location === undefined || scale === undefined || arms.length === 0) return;
  const numbers = arms as unknown as Record<string, number>[];
  const sharpest = numbers.reduce((one, other) => (other[scale] < one[scale] ? other : one));
  const most = FARTHEST * sharpest[scale];
  numbers.forEach((arm, index) => {
    const distance = Math.abs(arm[location] - sharpest[location]);
    if (distance <= most) return;
    const message = `is ${distance} from the arm whose ${scale} is ${sharpest[scale]}: doubles do not hold both`;
    const allowed = `at most ${most} from there`;
    context.addIssue({ code: "custom", path: ["arms", index, location], message, params: { allowed } });
  });
}

/**
 * The schema (zod) of independent posteriors of one family, one for each of 1 to 1,000 arms: `{ family, arms }`. Parameters
 * are doubles.
 *
 * @example
 * ```ts
 * Posteriors.parse({ family: "beta", arms: [{ alpha: 2, beta: 1 }] }).arms[0].alpha; // 2
 * Posteriors.safeParse({ family: "beta", arms: [{ alpha: 0, beta: 1 }] }).success; // false
 * ```
 */
export const Posteriors = AnyPosteriors.superRefine(checkPlaces).meta({ id: "Posteriors" });
export type Posteriors = z.output<typeof Posteriors>;
