import { bayesOptimal } from "./planning/bayes-optimal.ts";
import { bayesUcb } from "./index/bayes-ucb.ts";
import { gittins } from "./planning/gittins.ts";
import { thompsonBeta } from "./posterior/thompson-beta.ts";
import { klUcb } from "./index/kl-ucb.ts";
import { ucb } from "./index/ucb.ts";
import { ucb1 } from "./index/ucb1.ts";
import { gradient } from "./weights/gradient.ts";
import { moss } from "./index/moss.ts";
import { ucb1Tuned } from "./index/ucb1-tuned.ts";
import { thompsonNormal } from "./posterior/thompson-normal.ts";
import { epsilonGreedy } from "./value/epsilon-greedy.ts";
import { greedy } from "./value/greedy.ts";
import { softmax } from "./value/softmax.ts";
import { uniform } from "./value/uniform.ts";
import { slidingWindowUcb } from "./windowed/sliding-window-ucb.ts";
import { exp3Ix } from "./weights/exp3-ix.ts";
import { exp3 } from "./weights/exp3.ts";

/** Every policy, in the order in which they are shown. Add a policy by adding a line. */
export const definitions = [
  uniform,
  greedy,
  epsilonGreedy,
  ucb,
  ucb1,
  ucb1Tuned,
  moss,
  slidingWindowUcb,
  klUcb,
  bayesUcb,
  thompsonBeta,
  thompsonNormal,
  gittins,
  bayesOptimal,
  softmax,
  gradient,
  exp3,
  exp3Ix,
] as const;
