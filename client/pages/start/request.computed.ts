import { selectionProbabilities } from "../../../experiments/selection/selection-probabilities.ts";
import { requestFor } from "../lecture/answers.ts";
import { forEachPair, withRewards } from "./exercise-specs.ts";

/** The API's request for the answer of Thompson sampling, for every pair of rewards. */
export const requests = forEachPair((rewards) => requestFor("thompson-beta", withRewards(rewards)));

export const responses = forEachPair((rewards) => selectionProbabilities(requests[rewards]));
