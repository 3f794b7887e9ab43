import { type Histogram, isExact, MOST_VALUES } from "./histogram.ts";
import type { MeasureSummary } from "./measure-summary.ts";
import { type Measure, measures } from "./measures.ts";
import type { Moments } from "./moments.ts";
import type { PolicySummary, SimulationSummary } from "./summary.ts";

/**
 * Summaries as bytes, for threads, files and networks: a header of words, all doubles, then the words of histograms, both
 * in the order of policies and measures. A histogram of n values has the words [n, counts …] and its values among the
 * doubles; one of bins has [65, first, length, counts … of negative bins, the same of positive ones], and its range and zeros
 * among the doubles. The byte order is the processor's.
 *
 * The bytes lie in shared memory, so that threads pass them on without a copy. They are never changed.
 */
const FORMAT = 0x424c_0002;
const HEADER = ["format", "replications", "policies", "checkpoints", "pulls", "measures", "doubles", "words"] as const;
const HEADER_BYTES = HEADER.length * Uint32Array.BYTES_PER_ELEMENT;
const IN_BINS = MOST_VALUES + 1;

/** Writes a summary. O(policies · measures · checkpoints + filled bins). */
export function summaryToBytes({ replications, checkpoints, policies }: SimulationSummary): Uint8Array {
  const parts: Parts = { doubles: [], words: [] };
  for (const policy of policies) write(policy, parts);
  const [doubles, words] = [lengthOf(parts.doubles), lengthOf(parts.words)];
  const buffer = new SharedArrayBuffer(HEADER_BYTES + 8 * doubles + 4 * words);
  const pulls = policies[0].pulls.length;
  new Uint32Array(buffer).set([
    FORMAT,
    replications,
    policies.length,
    checkpoints,
    pulls,
    measures.length,
    doubles,
    words,
  ]);
  join(new Float64Array(buffer, HEADER_BYTES, doubles), parts.doubles);
  join(new Uint32Array(buffer, HEADER_BYTES + 8 * doubles, words), parts.words);
  return new Uint8Array(buffer);
}

/**
 * Reads a summary from bytes of `summaryToBytes`, which it copies.
 *
 * @throws RangeError on other bytes
 */
export function summaryFromBytes(bytes: Uint8Array): SimulationSummary {
  // A copy is aligned, and can be merged into.
  const { buffer } = Uint8Array.from(bytes);
  if (buffer.byteLength < HEADER_BYTES) throw new RangeError("These bytes are not a summary.");
  const [format, replications, policyCount, checkpoints, pulls, measureCount, doubles, words] = new Uint32Array(
    buffer,
    0,
    HEADER.length,
  );
  const isWhole = buffer.byteLength === HEADER_BYTES + 8 * doubles + 4 * words;
  if (format !== FORMAT || measureCount !== measures.length || !isWhole) {
    throw new RangeError("These bytes are not a summary of this version.");
  }
  const from: Readers = {
    doubles: new Reader(new Float64Array(buffer, HEADER_BYTES, doubles)),
    words: new Reader(new Uint32Array(buffer, HEADER_BYTES + 8 * doubles, words)),
  };
  const policies = Array.from({ length: policyCount }, () => ({
    measures: measures.map((measure) => readMeasure(measure, from, checkpoints)),
    pulls: from.doubles.many(pulls),
  }));
  return { replications, checkpoints, policies };
}

/** The number of replications in a summary's bytes, read alone. */
export function replicationsIn(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(HEADER.indexOf("replications") * 4, true);
}

/** The parts of both kinds, in order. */
interface Parts {
  doubles: ArrayLike<number>[];
  words: ArrayLike<number>[];
}

interface Readers {
  doubles: Reader<Float64Array>;
  words: Reader<Uint32Array>;
}

function lengthOf(parts: readonly ArrayLike<number>[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

function join(out: Float64Array | Uint32Array, parts: readonly ArrayLike<number>[]): void {
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
}

function write({ measures: summaries, pulls }: PolicySummary, to: Parts): void {
  for (const { moments, ones, difference, histograms = [] } of summaries) {
    for (const { count, mean, squares } of [moments, difference].filter((each) => each !== undefined)) {
      to.doubles.push([count], mean, squares);
    }
    if (ones) to.doubles.push(ones);
    for (const histogram of histograms) writeHistogram(histogram, to);
  }
  to.doubles.push(pulls);
}

function writeHistogram(histogram: Histogram, to: Parts): void {
  if (isExact(histogram)) {
    to.doubles.push(histogram.values);
    to.words.push([histogram.values.length], histogram.counts);
    return;
  }
  const { range, zeros, negative, positive } = histogram;
  to.doubles.push(range, [zeros]);
  to.words.push([IN_BINS]);
  for (const { first, counts } of [negative, positive]) to.words.push([first, counts.length], counts);
}

function readMeasure({ kind, difference, distribution }: Measure, from: Readers, checkpoints: number): MeasureSummary {
  const moments = (): Moments => ({
    count: from.doubles.one(),
    mean: from.doubles.many(checkpoints),
    squares: from.doubles.many(checkpoints),
  });
  return {
    ...(kind === "mean" && { moments: moments() }),
    ...(difference && { difference: moments() }),
    ...(kind === "share" && { ones: from.doubles.many(checkpoints) }),
    ...(distribution && { histograms: Array.from({ length: checkpoints }, () => readHistogram(from)) }),
  };
}

function readHistogram({ doubles, words }: Readers): Histogram {
  const size = words.one();
  if (size !== IN_BINS) return { values: doubles.many(size), counts: words.many(size) };
  const bins = () => ({ first: words.one(), counts: words.many(words.one()) });
  return { range: doubles.many(2), zeros: doubles.one(), negative: bins(), positive: bins() };
}

/** Reads numbers in order, as views. */
class Reader<Numbers extends Float64Array | Uint32Array> {
  readonly #numbers: Numbers;
  #at = 0;

  constructor(numbers: Numbers) {
    this.#numbers = numbers;
  }

  one(): number {
    return this.#numbers[this.#at++];
  }

  many(length: number): Numbers {
    return this.#numbers.subarray(this.#at, (this.#at += length)) as Numbers;
  }
}
