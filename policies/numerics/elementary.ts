/**
 * The elementary functions of the core, from + − × ÷ √ and whole numbers alone. IEEE 754 and ECMAScript fix the results of
 * those to the last bit. They fix none of Math.exp, Math.log and the like, which differ between engines and versions of
 * one engine. With these functions a result has the same bytes in every engine.
 *
 * Every function is right to 1 unit in the last place. The largest errors at the 21 000 doubles of mpmath's table, in these
 * units: exp, log, log1p, pow, asinh, hypot 0.500; expm1 0.502; cosh 0.501; sinh 0.530; sin 0.700; of subnormal results,
 * exp 0.592. `npm run bench -- elementary` prints them anew, and nanoseconds a call beside those of the platform.
 */
export { exp, expm1 } from "./elementary/exponential.ts";
export { asinh, cosh, sinh } from "./elementary/hyperbolic.ts";
export { hypot } from "./elementary/hypotenuse.ts";
export { log, log1p } from "./elementary/logarithm.ts";
export { pow } from "./elementary/power.ts";
export { sin } from "./elementary/sine.ts";
