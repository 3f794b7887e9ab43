import { setPriority } from "node:os";

/** For nice(2): half the weight of a thread without it. */
const NICENESS = 3;

// As many threads compute as there are cores; the event loop and the thread that merges and renders go before them. On Linux
// a priority belongs to the thread that sets it; elsewhere it would belong to the whole process.
if (process.platform === "linux") setPriority(NICENESS);
