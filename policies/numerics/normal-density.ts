import { log } from "./elementary.ts";

/** The density of the standard normal distribution at 0, 1/√(2π). */
export const DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

/** ½·ln 2π: minus the logarithm of that density. */
export const HALF_LOG_TWO_PI = 0.5 * log(2 * Math.PI);
