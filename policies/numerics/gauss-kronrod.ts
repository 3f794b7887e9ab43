/**
 * The 21-point Kronrod rule on [−1, 1] and the 10-point Gauss rule inside it, exact for polynomials of degree 31 and 19.
 * The positive half; node 0 last. Piessens et al., QUADPACK (1983), routine QK21.
 */
const HALF_NODES = [
  0.9956571630258081, 0.9739065285171717, 0.9301574913557082, 0.8650633666889845, 0.7808177265864169,
  0.6794095682990244, 0.5627571346686047, 0.4333953941292472, 0.2943928627014602, 0.14887433898163122, 0,
];
const HALF_KRONROD = [
  0.011694638867371874, 0.03255816230796473, 0.054755896574351995, 0.07503967481091996, 0.0931254545836976,
  0.10938715880229764, 0.12349197626206584, 0.13470921731147334, 0.14277593857706009, 0.1477391049013385,
  0.1494455540029169,
];
const HALF_GAUSS = [
  0, 0.06667134430868814, 0, 0.1494513491505806, 0, 0.21908636251598204, 0, 0.26926671930999635, 0, 0.29552422471475287,
  0,
];

const mirror = (half: number[], sign: 1 | -1) => [
  ...half,
  ...half
    .slice(0, -1)
    .toReversed()
    .map((value) => sign * value),
];

export const KRONROD_NODES: readonly number[] = mirror(HALF_NODES, -1);
export const KRONROD_WEIGHTS: readonly number[] = mirror(HALF_KRONROD, 1);
/** Zero at the nodes that the Gauss rule does not use. */
export const GAUSS_WEIGHTS: readonly number[] = mirror(HALF_GAUSS, 1);
