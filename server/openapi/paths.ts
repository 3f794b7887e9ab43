import type { Paths } from "./operation.ts";
import { cataloguePaths } from "./operations/catalogues.ts";
import { questionPaths } from "./operations/questions.ts";
import { healthPaths, servicePaths } from "./operations/service.ts";
import { simulationPaths } from "./operations/simulations.ts";
import { sweepPaths } from "./operations/sweeps.ts";

/** Every path of the server, in the order of the document. */
export const paths: Paths = {
  ...servicePaths,
  ...cataloguePaths,
  ...questionPaths,
  ...simulationPaths,
  ...sweepPaths,
  ...healthPaths,
};
