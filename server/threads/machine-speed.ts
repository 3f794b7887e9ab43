import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import { Sfc32 } from "../../policies/random/sfc32.ts";

/** Time of a piece on the ordinary core that costs are declared for: one of a shared virtual AMD EPYC, Node 20. */
const ORDINARY_MILLISECONDS = 4.1;
const PIECES = 6;
const PIECE_DRAWS = 800_000;
const COUNTERS = 1024;
/** The range of believable values; others are measurement errors. */
const [LEAST, MOST] = [0.2, 20];

/** Environment data, which threads that start later inherit. */
const KEY = "machine-slowness";

/**
 * The time that this machine takes for a piece of work, divided by that of the ordinary core that costs are declared for.
 *
 * Measured once in a process, in some 40 ms, by integer arithmetic, doubles and memory as in a simulated pull. The best of
 * six pieces counts: during the others V8 compiles, or another process has the core. Time limits are multiplied by it;
 * estimates that users see are for an ordinary core.
 */
export function machineSlowness(): number {
  const known = getEnvironmentData(KEY) as number | undefined;
  if (known !== undefined) return known;
  const measured = Math.min(MOST, Math.max(LEAST, bestPiece() / ORDINARY_MILLISECONDS));
  setEnvironmentData(KEY, measured);
  return measured;
}

function bestPiece(): number {
  const random = new Sfc32(new Uint32Array(4), 0);
  const counters = new Float64Array(COUNTERS);
  let best = Infinity;
  for (let piece = 0; piece < PIECES; piece++) {
    const start = performance.now();
    const sum = play(random, counters);
    // The sum is used, so that V8 cannot remove its computation.
    if (sum > 0) best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Some draws, means and counts. */
function play(random: Sfc32, counters: Float64Array): number {
  let sum = 0;
  for (let draw = 0; draw < PIECE_DRAWS; draw++) {
    const place = random.word() & (COUNTERS - 1);
    counters[place] += random.uniform();
    sum += Math.sqrt(counters[place]) / (1 + place);
  }
  return sum;
}
