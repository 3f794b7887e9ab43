import { betaBernoulli } from "./beta-bernoulli.ts";
import { bernoulli } from "./bernoulli.ts";
import { gaussian, gaussianTestbed } from "./gaussian.ts";
import { piecewiseStationary } from "./piecewise-stationary.ts";
import { poisson } from "./poisson.ts";

/** All bandits, in the order in which they are shown. A new bandit is one line here. */
export const definitions = [bernoulli, betaBernoulli, gaussian, gaussianTestbed, poisson, piecewiseStationary] as const;
