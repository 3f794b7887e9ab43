import * as z from "zod";
import { BetaPrior } from "../../../experiments/best-arm/counted-arms.ts";
import { limits } from "../../../experiments/limits.ts";
import type { RecordDraft } from "../../forms/record-draft.ts";
import { FLAT } from "./priors.ts";

export const MOST_VARIANTS = 20;

const count = (title: string) => z.int().min(0).max(limits.countedPulls).meta({ title });

/** The columns of counts of conversions. */
export const Variant = z.strictObject({ conversions: count("conversions"), visitors: count("visitors") });
/** The columns of means. Two visitors give a Student t posterior without a mean. */
export const MeanVariant = z.strictObject({
  mean: z.number().min(-1e9).max(1e9).meta({ title: "mean" }),
  deviation: z.number().min(1e-4).max(1e9).meta({ title: "standard deviation" }),
  visitors: z.int().min(3).max(1e9).meta({ title: "visitors" }),
});

const names = z.array(z.string().max(limits.nameLength)).max(MOST_VARIANTS).default([]);
const Conversions = z.strictObject({
  measure: z.literal("conversions").default("conversions"),
  variants: z.array(Variant).min(1).max(MOST_VARIANTS),
  names,
  /** The loss, in percentage points, at which a test may stop. */
  acceptedLoss: z.number().min(0).max(100).default(0.1),
  prior: BetaPrior.default(FLAT),
});
const Means = z.strictObject({
  measure: z.literal("means"),
  variants: z.array(MeanVariant).min(1).max(MOST_VARIANTS),
  names,
  /** The loss, in units of the means, at which a test may stop. */
  acceptedLoss: z.number().min(0).max(1e9).default(0.1),
});
export type Conversions = z.output<typeof Conversions>;
export type Means = z.output<typeof Means>;

/** What the page is about: conversions of every variant or means. The first variant is the control. */
export type DecideSpec = Conversions | Means;
export type Measure = DecideSpec["measure"];

/** A specification while edited. */
export interface DecideDraft {
  measure: Measure;
  variants: RecordDraft[];
  names: string[];
  acceptedLoss: unknown;
  /** Only counts of conversions have one. */
  prior: RecordDraft;
}

/** What the page opens with. */
export const example: Conversions = {
  measure: "conversions",
  variants: [
    { conversions: 120, visitors: 4000 },
    { conversions: 165, visitors: 4000 },
    { conversions: 138, visitors: 4000 },
  ],
  names: ["Current page", "Short form", "Video"],
  acceptedLoss: 0.1,
  prior: FLAT,
};

const meansExample: Means = {
  measure: "means",
  variants: [
    { mean: 12.4, deviation: 30.1, visitors: 400 },
    { mean: 13.9, deviation: 32.7, visitors: 400 },
  ],
  names: ["Current page", "Bundle"],
  acceptedLoss: 0.1,
};

/** Schema, columns and example of each measure. */
export const measures = {
  conversions: { label: "Conversions", schema: Conversions, columns: Variant, example },
  means: { label: "Revenue or another mean", schema: Means, columns: MeanVariant, example: meansExample },
} as const;

export function measureOf(input: unknown): Measure {
  return (input as { measure?: unknown } | null)?.measure === "means" ? "means" : "conversions";
}

/** The variant's own name, or a letter. */
export function variantName(names: readonly string[], variant: number): string {
  return names[variant]?.trim() || String.fromCodePoint("A".codePointAt(0)! + variant);
}

export function variantNames({ variants, names: own }: Pick<DecideSpec, "variants" | "names">): string[] {
  return variants.map((_, variant) => variantName(own, variant));
}

export function draftOf(spec: DecideSpec): DecideDraft {
  const { measure, variants, acceptedLoss } = spec;
  const typed = variants.map((_, variant) => spec.names[variant] ?? "");
  return {
    measure,
    variants: variants.map((variant) => ({ ...variant })),
    names: typed,
    acceptedLoss,
    prior: { ...(spec.measure === "conversions" ? spec.prior : FLAT) },
  };
}
