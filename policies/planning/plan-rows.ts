/** The worth of pulling the first arm along a row: its successes grow as its failures fall. */
export function valuesOfFirst(
  alpha: number,
  beta: number,
  values: Float64Array,
  success: number,
  failure: number,
  length: number,
  out: Float64Array,
): void {
  const scale = 1 / (alpha + beta + length - 1);
  for (let i = 0; i < length; i++) {
    const mean = (alpha + i) * scale;
    const complement = (beta + (length - 1 - i)) * scale;
    out[i] = mean * (1 + values[success + i]) + complement * values[failure + i];
  }
}

/** The worth of pulling another arm along a row, on which its counts are constant. */
export function valuesOfOther(
  alpha: number,
  beta: number,
  values: Float64Array,
  success: number,
  failure: number,
  length: number,
  out: Float64Array,
  from: number,
): void {
  const mean = alpha / (alpha + beta);
  const complement = beta / (alpha + beta);
  for (let i = 0; i < length; i++) {
    out[from + i] = mean * (1 + values[success + i]) + complement * values[failure + i];
  }
}

/** Overwrites the values of a row by the worth of its best arms, and writes the sets of best arms from the given bit on. */
export function takeBest(
  worth: Float64Array,
  stride: number,
  values: Float64Array,
  rank: number,
  length: number,
  decisions: Uint8Array,
  bit: number,
  bits: number,
  tolerance: number,
): void {
  for (let i = 0; i < length; i++, bit += bits) {
    let best = worth[i];
    for (let at = i + stride; at < worth.length; at += stride) best = Math.max(best, worth[at]);
    values[rank + i] = best;
    const tied = best * (1 - tolerance);
    let set = 0;
    for (let at = i, arm = 0; at < worth.length; at += stride, arm++) set |= Number(worth[at] >= tied) << arm;
    decisions[bit >>> 3] |= set << (bit & 7);
  }
}
