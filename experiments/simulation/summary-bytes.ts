import type { Moments } from "./moments.ts";
import type { PolicySummary, SimulationSummary } from "./summary.ts";

/**
 * Summaries as bytes, for threads, files and networks: a header of words, the doubles of all policies, then their
 * histograms as [zeros, first, length, counts …] without the empty bins at either end. In the order of bytes that the
 * processor has, since summaries of one simulation are made by engines of one kind.
 *
 * They lie in shared memory, so that a thread hands them to another without a copy; whoever has them never changes them.
 */
const FORMAT = 0x424c_0001;
const HEADER = ["format", "replications", "policies", "checkpoints", "pulls", "words"] as const;
const HEADER_BYTES = HEADER.length * Uint32Array.BYTES_PER_ELEMENT;
const SERIES = ["regret", "regretDifference", "reward", "switches"] as const;

/** O(policies · checkpoints · filled bins). */
export function summaryToBytes({ replications, policies }: SimulationSummary): Uint8Array {
  const checkpoints = policies[0].optimalPulls.length;
  const pulls = policies[0].pulls.length;
  const words = policies.reduce((sum, { regretHistograms }) => sum + histogramWords(regretHistograms), 0);
  const doubles = policies.length * doublesOf(checkpoints, pulls);
  const buffer = new SharedArrayBuffer(HEADER_BYTES + 8 * doubles + 4 * words);
  new Uint32Array(buffer).set([FORMAT, replications, policies.length, checkpoints, pulls, words]);
  writeDoubles(new Float64Array(buffer, HEADER_BYTES, doubles), policies);
  writeHistograms(new Uint32Array(buffer, HEADER_BYTES + 8 * doubles, words), policies);
  return new Uint8Array(buffer);
}

/**
 * The summary of bytes that `summaryToBytes` made, as a copy.
 *
 * @throws RangeError where they are not such bytes
 */
export function summaryFromBytes(bytes: Uint8Array): SimulationSummary {
  // A copy of its own is aligned, and may be merged into.
  const { buffer } = Uint8Array.from(bytes);
  if (buffer.byteLength < HEADER_BYTES) throw new RangeError("These bytes are no summary.");
  const [format, replications, policyCount, checkpoints, pulls, words] = new Uint32Array(buffer, 0, HEADER.length);
  const doubles = policyCount * doublesOf(checkpoints, pulls);
  if (format !== FORMAT || buffer.byteLength !== HEADER_BYTES + 8 * doubles + 4 * words) {
    throw new RangeError("These bytes are no summary of this version.");
  }
  const numbers = new Reader(new Float64Array(buffer, HEADER_BYTES, doubles));
  const counts = new Reader(new Uint32Array(buffer, HEADER_BYTES + 8 * doubles, words));
  const policies = Array.from({ length: policyCount }, () => readPolicy(numbers, counts, checkpoints, pulls));
  return { replications, policies };
}

/** The replications of a summary's bytes, without a look at the rest. */
export function replicationsIn(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(HEADER.indexOf("replications") * 4, true);
}

/** Four series with a count, means and squares each; optimal pulls; pulls. */
function doublesOf(checkpoints: number, pulls: number): number {
  return SERIES.length * (1 + 2 * checkpoints) + checkpoints + pulls;
}

function histogramWords(histograms: PolicySummary["regretHistograms"]): number {
  return histograms.reduce((sum, { counts }) => sum + 3 + filledRange(counts).length, 0);
}

/** The counts from the first to the last that is not 0. */
function filledRange(counts: Uint32Array): { from: number; length: number } {
  let [from, to] = [0, counts.length];
  while (to > from && counts[to - 1] === 0) to--;
  while (from < to && counts[from] === 0) from++;
  return { from, length: to - from };
}

function writeDoubles(out: Float64Array, policies: readonly PolicySummary[]): void {
  let at = 0;
  const write = (values: ArrayLike<number>) => {
    out.set(values, at);
    at += values.length;
  };
  for (const policy of policies) {
    for (const name of SERIES) {
      const { count, mean, squares } = policy[name];
      write([count]);
      write(mean);
      write(squares);
    }
    write(policy.optimalPulls);
    write(policy.pulls);
  }
}

function writeHistograms(out: Uint32Array, policies: readonly PolicySummary[]): void {
  let at = 0;
  for (const { regretHistograms } of policies) {
    for (const { zeros, first, counts } of regretHistograms) {
      const { from, length } = filledRange(counts);
      out[at++] = zeros;
      out[at++] = first + from;
      out[at++] = length;
      out.set(counts.subarray(from, from + length), at);
      at += length;
    }
  }
}

/** Takes numbers off the front, as views. */
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

function readPolicy(
  numbers: Reader<Float64Array>,
  counts: Reader<Uint32Array>,
  checkpoints: number,
  pulls: number,
): PolicySummary {
  const moments = (): Moments => ({
    count: numbers.one(),
    mean: numbers.many(checkpoints),
    squares: numbers.many(checkpoints),
  });
  const [regret, regretDifference, reward, switches] = SERIES.map(moments);
  return {
    regret,
    regretDifference,
    reward,
    switches,
    optimalPulls: numbers.many(checkpoints),
    pulls: numbers.many(pulls),
    regretHistograms: Array.from({ length: checkpoints }, () => ({
      zeros: counts.one(),
      first: counts.one(),
      counts: counts.many(counts.one()),
    })),
  };
}
