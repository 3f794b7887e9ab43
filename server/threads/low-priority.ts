import { setPriority } from "node:os";

/** Of nice(2): half the weight of a thread that has none. */
const NICENESS = 3;

// There are as many threads that compute as there are cores: the event loop, and what merges and renders, go before them.
// On Linux a priority belongs to the thread that sets it; elsewhere it would be that of the whole process.
if (process.platform === "linux") setPriority(NICENESS);
