/**
 * Bandit Lab as a library: policies, bandits, exact probabilities, exact regret and simulation as typed functions, for Node
 * and the browser, without the server. This is the package's public surface; inside the project only tests import it.
 */
export { laiRobbinsConstant } from "./analysis/lai-robbins.ts";
export type { Bandit, BanditDefinition } from "./bandits/bandit.ts";
export { banditDefinitions, BanditSpec, type BanditSpecInput, createBandit } from "./bandits/registry.ts";
export { BestArmAnswer } from "./best-arm/answer.ts";
export { bestArmAnswer } from "./best-arm/best-arm.ts";
export { BestArmRequest, type BestArmRequestInput } from "./best-arm/request.ts";
export { ExactCurve, ExpectedRegretAnswer } from "./exact/answer.ts";
export { expectedRegret, type ExpectedRegretOptions } from "./exact/expected-regret.ts";
export { ExpectedRegretRequest, type ExpectedRegretRequestInput } from "./exact/request.ts";
export type { GalleryEntry, PublishedAnswer } from "./gallery/entry.ts";
export { gallery, reproduce, type ReproducedAnswer } from "./gallery/gallery.ts";
export { limits } from "./limits.ts";
export { InvalidInput, type Mistake } from "./mistakes/mistakes.ts";
export { parseInput } from "./mistakes/parse-input.ts";
export { SimulationResult } from "./result/result.ts";
export { SelectionAnswer } from "./selection/answer.ts";
export { SelectionRequest, type SelectionRequestInput } from "./selection/request.ts";
export { selectionProbabilities } from "./selection/selection-probabilities.ts";
export { preparePlayers } from "./simulation/players.ts";
export { simulate, type SimulateOptions } from "./result/simulate.ts";
export { SimulationSpec, type SimulationSpecInput } from "./spec/spec.ts";
export { TraceAnswer } from "./trace/answer.ts";
export { TraceRequest, type TraceRequestInput } from "./trace/request.ts";
export { trace } from "./trace/trace.ts";
export { ENGINE_VERSION, specHash } from "./spec/version.ts";
export { SweepResult } from "./sweep/result.ts";
export { sweep } from "./sweep/sweep.ts";
export { SweepSpec, type SweepSpecInput } from "./sweep/sweep-spec.ts";
export { Cancelled } from "./watch.ts";
export { bayesOptimalValue } from "../policies/planning/bayes-optimal-value.ts";
export { bestArmProbabilities } from "../policies/posteriors/best-arm/best-arm.ts";
export type { BetaParameters } from "../policies/posteriors/beta.ts";
export { type GittinsIndex, gittinsIndex } from "../policies/planning/gittins-index.ts";
export type { ArmProbability, Method, SelectionProbabilities } from "../policies/law.ts";
export type { Policy, PolicyDefinition, PolicyNeeds } from "../policies/policy.ts";
export { type RewardSpace, rewardSpaces } from "../policies/reward-space.ts";
export type { Seen } from "../policies/seen.ts";
export { createPolicy, policyDefinitions, PolicySpec, type PolicySpecInput } from "../policies/registry.ts";
export { recommendationOf } from "../policies/recommendation.ts";
export type { Random } from "../policies/random/random.ts";
export { stream } from "../policies/random/streams.ts";
export { families, type Family, Posteriors } from "../policies/posteriors/family.ts";
export { ArmStatistics } from "../policies/statistics/arm-statistics.ts";
