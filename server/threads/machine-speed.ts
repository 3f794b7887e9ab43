import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import { Sfc32 } from "../../policies/random/sfc32.ts";

/** What a piece takes on the ordinary core that costs are declared for: one of a shared virtual AMD EPYC, Node 20. */
const ORDINARY_MILLISECONDS = 4.1;
const PIECES = 6;
const PIECE_DRAWS = 800_000;
const COUNTERS = 1024;
/** Beyond these the measurement itself is to be doubted. */
const [LEAST, MOST] = [0.2, 20];

/** Threads that start later inherit it. */
const KEY = "machine-slowness";

/**
 * How many times as long as the ordinary core that costs are declared for this machine takes: measured once in a process,
 * in some 40 ms, by integer arithmetic, doubles and memory as in a simulated pull. The best of six pieces counts: in the
 * others V8 compiles, or another process has the core. Plans are multiplied by it where they limit the time that is taken;
 * estimates that users are shown are of an ordinary core.
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
    // The sum is looked at, so that V8 cannot leave out what makes it.
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
