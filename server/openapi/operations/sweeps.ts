import { sweepRequest } from "../examples.ts";
import { type Paths, WORK_PROBLEMS } from "../operation.ts";

/** Sweeps by their handles. */
export const sweepPaths: Paths = {
  "/api/v1/sweeps": {
    post: {
      operationId: "startSweep",
      summary: "Start a sweep: one simulation with several values of some fields",
      description:
        "The points are the simulations of all combinations of the axes' values. They are handles like those of POST /simulations and share results by hash. The sweep counts as one simulation of their summed cost. A value that is not allowed is reported at /axes/0/values/3, a pointer that names no field at /axes/0/pointer.",
      parameters: ["validateOnly", "prefer"],
      request: {
        schema: "SweepSpec",
        examples: { epsilon: { summary: "ε-greedy with three values of ε, beside UCB", value: sweepRequest } },
      },
      answers: {
        200: { description: "With validateOnly: what starting it would do.", schema: "SweepValidation" },
        201: { description: "All points have ended.", schema: "Sweep", headers: ["Location"] },
        202: { description: "Points are queued or running.", schema: "Sweep", headers: ["Location"] },
      },
      problems: WORK_PROBLEMS,
    },
  },
  "/api/v1/sweeps/{id}": {
    get: {
      operationId: "getSweep",
      summary: "Get state, progress and points",
      parameters: ["id"],
      answers: { 200: { description: "The sweep.", schema: "Sweep" } },
      problems: [404, 503],
    },
    delete: {
      operationId: "cancelSweep",
      summary: "Cancel the points that have not ended and keep the results of the others",
      description: "Idempotent. A sweep that has ended does not change.",
      parameters: ["id"],
      answers: { 200: { description: "The sweep.", schema: "Sweep" } },
      problems: [404, 503],
    },
  },
  "/api/v1/sweeps/{id}/events": {
    get: {
      operationId: "watchSweep",
      summary: "Stream cumulative snapshots as server-sent events",
      description: "Events are named snapshot; their data is a SweepSnapshot. The last one has a terminal state.",
      parameters: ["id"],
      answers: { 200: { description: "The stream.", schema: "SweepSnapshot", types: ["text/event-stream"] } },
      problems: [404, 503],
    },
  },
  "/api/v1/sweeps/{id}/result": {
    get: {
      operationId: "getSweepResult",
      summary: "Get the regret at every point and the best point of every policy, as JSON or CSV",
      parameters: ["id"],
      answers: {
        200: {
          description: "The result of the points that have ended; complete is false until all have succeeded.",
          schema: "SweepResult",
          types: ["application/json", "text/csv"],
          isTagged: true,
        },
      },
      problems: [404, 409, 503],
    },
  },
};
