import { exp, log, pow } from "../numerics/elementary.ts";
import { unboxed } from "../numerics/unboxed.ts";
import type { Random } from "./random.ts";

/**
 * A standard normal variate by the ziggurat of 128 layers: exact in law up to the 53 bits of a double, about 6 ns.
 *
 * The layer comes from bits of the second word that the 53-bit uniform leaves unused, so the two are independent, which
 * the original of Marsaglia and Tsang lacked.
 *
 * Marsaglia & Tsang (2000); Doornik, "An improved ziggurat method to generate normal random samples" (2005).
 */
export function normal(random: Random): number {
  return normalOf(random.word(), random.word(), random);
}

/** The normal variate from two words, and from more if these do not decide. */
export function normalOf(high: number, low: number, random: Random): number {
  const u = (high | 0) * 2 ** -31 + (low >>> 11) * 2 ** -52;
  const layer = low & (LAYERS - 1);
  return Math.abs(u) < inside[layer] ? u * edges[layer] : unboxed(outside(u, layer, random));
}

/** The few variates that may lie above the density: in the wedges of the layers, or in the tail. */
function outside(u: number, layer: number, random: Random): number {
  if (layer === 0) return u < 0 ? -tail(random) : tail(random);
  const x = u * edges[layer];
  const upper = exp(-0.5 * (edges[layer] * edges[layer] - x * x));
  const lower = exp(-0.5 * (pow(edges[layer + 1], 2) - x * x));
  return lower + random.uniform() * (upper - lower) < 1 ? x : normal(random);
}

/** Start of the tail and area of each layer, for 128 layers (Doornik 2005, table 1). */
const TAIL_START = 3.442619855899;
const LAYER_AREA = 9.91256303526217e-3;
const LAYERS = 128;

/** Right edges of the layers, from the base (widened to the layer's area) to 0 at the top. */
const edges = new Float64Array(LAYERS + 1);
/** The share of each layer that lies below the density for certain. */
const inside = new Float64Array(LAYERS);
{
  let density = exp(-0.5 * (TAIL_START * TAIL_START));
  edges[0] = LAYER_AREA / density;
  edges[1] = TAIL_START;
  for (let layer = 2; layer < LAYERS; layer++) {
    edges[layer] = Math.sqrt(-2 * log(LAYER_AREA / edges[layer - 1] + density));
    density = exp(-0.5 * (edges[layer] * edges[layer]));
  }
  edges[LAYERS] = 0;
  for (let layer = 0; layer < LAYERS; layer++) inside[layer] = edges[layer + 1] / edges[layer];
}

/** A normal variate beyond the last layer (Marsaglia 1964). */
function tail(random: Random): number {
  for (;;) {
    const x = log(1 - random.uniform()) / TAIL_START;
    const y = log(1 - random.uniform());
    if (-2 * y >= x * x) return TAIL_START - x;
  }
}

/** Normal variates of given means and standard deviations, one for each place. */
export function fillNormals(means: Float64Array, deviations: Float64Array, out: Float64Array, random: Random): void {
  for (let i = 0; i < out.length; i++) out[i] = means[i] + deviations[i] * normal(random);
}
