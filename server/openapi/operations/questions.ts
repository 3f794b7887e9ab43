import { bestArmAnswer } from "../../../experiments/best-arm/best-arm.ts";
import { expectedRegret } from "../../../experiments/exact/expected-regret.ts";
import { selectionProbabilities } from "../../../experiments/selection/selection-probabilities.ts";
import { trace } from "../../../experiments/trace/trace.ts";
import { countedArms, lectureRequest, posteriors, regretRequest, replacedRequest, traceRequest } from "../examples.ts";
import { type Paths, WORK_PROBLEMS } from "../operation.ts";

/** Questions that are answered exactly. */
export const questionPaths: Paths = {
  "/api/v1/selection-probabilities": {
    post: {
      operationId: "selectionProbabilities",
      summary: "How likely is each arm to be played next?",
      description:
        "Exact selection probabilities of a policy after a history of pulls, with Monte Carlo estimates beside them on request.",
      parameters: ["validateOnly"],
      request: {
        schema: "SelectionRequest",
        examples: { lecture: { summary: "The exercise of DeepMind x UCL RL lecture 2", value: lectureRequest } },
      },
      answers: {
        200: {
          description: "The probabilities, or with validateOnly their cost.",
          schema: ["SelectionAnswer", "QuestionValidation"],
          examples: () => ({ lecture: { summary: "P(a) = 1/6", value: selectionProbabilities(lectureRequest) } }),
        },
      },
      problems: WORK_PROBLEMS,
    },
  },
  "/api/v1/best-arm-probabilities": {
    post: {
      operationId: "bestArmProbabilities",
      summary: "How likely is each arm to be the best?",
      description:
        "Exact probability that each arm has the largest mean, and the expected loss of choosing it. Takes independent posteriors, or successes and trials with a Beta prior.",
      parameters: ["validateOnly"],
      request: {
        schema: "BestArmRequest",
        examples: {
          lecture: { summary: "After one failure of a and one success of b", value: posteriors },
          counts: { summary: "The same as counts, with the prior Beta(2, 2)", value: countedArms },
        },
      },
      answers: {
        200: {
          description:
            "The probabilities, their defect (sum minus one) and the expected losses, or with validateOnly their cost.",
          schema: ["BestArmAnswer", "QuestionValidation"],
          examples: () => ({
            lecture: { summary: "P(a is best) = 1/6", value: bestArmAnswer(posteriors) },
            counts: { summary: "P(a is best) = 17/70", value: bestArmAnswer(countedArms) },
          }),
        },
      },
      problems: WORK_PROBLEMS,
    },
  },
  "/api/v1/expected-regret": {
    post: {
      operationId: "expectedRegret",
      summary: "How much regret does a policy collect in expectation?",
      description:
        "Exact expected regret and the distribution of the final regret, by dynamic programming over counts of successes and failures.",
      parameters: ["validateOnly"],
      request: {
        schema: "ExpectedRegretRequest",
        examples: { thompson: { summary: "Five pulls of Thompson sampling on two arms", value: regretRequest } },
      },
      answers: {
        200: {
          description:
            "Regret and P(optimal arm) after every pull and the distribution of the final regret, or with validateOnly their cost.",
          schema: ["ExpectedRegretAnswer", "QuestionValidation"],
          examples: () => ({ thompson: { summary: "Five pulls", value: expectedRegret(regretRequest) } }),
        },
      },
      problems: WORK_PROBLEMS,
    },
  },
  "/api/v1/trace": {
    post: {
      operationId: "trace",
      summary: "What did a policy do in a simulation, step by step, and why?",
      description:
        "Plays one replication of a simulation again, from the same random streams, and shows up to 1000 steps: what the policy knew of every arm, what it drew, the exact probabilities of its choice, the arm, the reward, and why in a sentence. Rewards may be replaced, to see what the policy would have done.",
      parameters: ["validateOnly"],
      request: {
        schema: "TraceRequest",
        examples: {
          thompson: { summary: "The first three pulls of Thompson sampling", value: traceRequest },
          replaced: { summary: "The same, with another first reward", value: replacedRequest },
        },
      },
      answers: {
        200: {
          description: "The steps, or with validateOnly their cost.",
          schema: ["TraceAnswer", "QuestionValidation"],
          examples: () => ({
            thompson: { summary: "Three steps", value: trace(traceRequest) },
            replaced: { summary: "Three steps after another first reward", value: trace(replacedRequest) },
          }),
        },
      },
      problems: WORK_PROBLEMS,
    },
  },
};
