import * as z from "zod";
import { rewardSpaceNames } from "../../policies/reward-space.ts";

/** Fields that the descriptions of policies and of bandits share. */
export const DefinitionDescription = z.strictObject({
  kind: z.string(),
  label: z.string(),
  rule: z.string(),
  formula: z.string().meta({ description: "LaTeX" }),
  source: z.string(),
  parameters: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema" }),
  links: z.strictObject({ self: z.string() }),
});

export const PolicyDescription = DefinitionDescription.extend({
  exactness: z.string().meta({ description: "how its selection probabilities are obtained" }),
  needs: z.strictObject({
    belief: z.enum(["counts", "moments", "history"]).meta({
      description: "what its choice depends on with default parameters; moments are counts where rewards are 0 or 1",
    }),
    rewards: z.enum(rewardSpaceNames).meta({ description: "rewards that it is designed for" }),
    computable: z.enum(rewardSpaceNames).meta({ description: "rewards that it accepts; others are refused" }),
    horizon: z
      .literal("known")
      .optional()
      .meta({ description: "present where the rule plans for a known number of pulls" }),
  }),
}).meta({ id: "PolicyDescription" });
export type PolicyDescription = z.output<typeof PolicyDescription>;

export const BanditDescription = DefinitionDescription.extend({
  rewards: z.enum(rewardSpaceNames).meta({ description: "rewards with default parameters" }),
  changes: z.enum(["never", "with time", "with pulls"]).meta({ description: "how the means of its arms change" }),
}).meta({ id: "BanditDescription" });
export type BanditDescription = z.output<typeof BanditDescription>;

export const GalleryListing = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    question: z.string(),
    links: z.strictObject({ self: z.string() }),
  })
  .meta({ id: "GalleryListing" });
export type GalleryListing = z.output<typeof GalleryListing>;

export const ReproducedEntry = z
  .looseObject({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    question: z.string(),
    answers: z.array(
      z.looseObject({
        label: z.string(),
        published: z.string(),
        ours: z.string(),
        verdict: z.enum(["agrees", "differs"]),
      }),
    ),
  })
  .meta({ id: "ReproducedEntry" });
