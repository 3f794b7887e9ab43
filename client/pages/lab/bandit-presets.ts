import { BanditSpec } from "../../../experiments/bandits/registry.ts";
import { canonicalJson } from "../../../experiments/spec/canonical-json.ts";
import { normal } from "../../../policies/random/normal.ts";
import { stream } from "../../../policies/random/streams.ts";
import type { KindDraft } from "./spec-draft.ts";

interface BanditPreset {
  label: string;
  bandit: KindDraft;
}

const bernoulli = (label: string, means: number[]): BanditPreset => ({ label, bandit: { kind: "bernoulli", means } });
const times = (count: number, mean: number) => Array<number>(count).fill(mean);

/** Bandits of the literature. The numbered ones are the distributions of Auer, Cesa-Bianchi & Fischer (2002), §4. */
export const banditPresets: readonly BanditPreset[] = [
  bernoulli("Two arms .45, .55", [0.45, 0.55]),
  bernoulli("Ten arms .1 … .9, .5", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.5]),
  bernoulli("Auer 1: .9, .6", [0.9, 0.6]),
  bernoulli("Auer 2: .9, .8", [0.9, 0.8]),
  bernoulli("Auer 11: .9, nine .6", [0.9, ...times(9, 0.6)]),
  bernoulli("Auer 14: .55, nine .45", [0.55, ...times(9, 0.45)]),
  { label: "Gaussian testbed, ten arms", bandit: { kind: "gaussian-testbed", arms: 10 } },
];

/** The index of the preset that equals the draft; -1 if none does. */
export function presetOf(draft: KindDraft): number {
  const { data } = BanditSpec.safeParse(draft);
  if (!data) return -1;
  return banditPresets.findIndex(({ bandit }) => canonicalJson(BanditSpec.parse(bandit)) === canonicalJson(data));
}

/**
 * Means drawn with a seed, to three decimals: uniform within the bounds where they are narrow (probabilities), else
 * standard normal.
 */
export function drawMeans(count: number, seed: string, bounds: { minimum?: number; maximum?: number }): number[] {
  const random = stream(seed, "means", "lab");
  const { minimum = -Infinity, maximum = Infinity } = bounds;
  const draw = () => (maximum - minimum <= 1 ? minimum + (maximum - minimum) * random.uniform() : normal(random));
  return Array.from({ length: count }, () => Math.round(draw() * 1000) / 1000);
}
