import { simulationRequest } from "../examples.ts";
import { type Paths, WORK_PROBLEMS } from "../operation.ts";

/** Simulations by their handles. */
export const simulationPaths: Paths = {
  "/api/v1/simulations": {
    post: {
      operationId: "startSimulation",
      summary: "Start a simulation",
      description:
        "Every POST creates a handle. Handles of equal specifications share one simulation, which is computed once.",
      parameters: ["validateOnly", "prefer"],
      request: {
        schema: "SimulationSpec",
        examples: { bernoulli: { summary: "Three policies on two Bernoulli arms", value: simulationRequest } },
      },
      answers: {
        200: { description: "With validateOnly: what starting it would do.", schema: "SimulationValidation" },
        201: { description: "The simulation has ended.", schema: "Simulation", headers: ["Location"] },
        202: { description: "The simulation is queued or running.", schema: "Simulation", headers: ["Location"] },
      },
      problems: WORK_PROBLEMS,
    },
  },
  "/api/v1/simulations/{id}": {
    get: {
      operationId: "getSimulation",
      summary: "Get state and progress",
      parameters: ["id"],
      answers: { 200: { description: "The simulation.", schema: "Simulation" } },
      problems: [404, 503],
    },
    delete: {
      operationId: "cancelSimulation",
      summary: "Cancel a simulation and keep its partial result",
      description: "Idempotent. A simulation that has ended does not change.",
      parameters: ["id"],
      answers: { 200: { description: "The simulation.", schema: "Simulation" } },
      problems: [404, 503],
    },
  },
  "/api/v1/simulations/{id}/events": {
    get: {
      operationId: "watchSimulation",
      summary: "Stream cumulative snapshots as server-sent events",
      description: "Events are named snapshot; their data is a SimulationSnapshot. The last one has a terminal state.",
      parameters: ["id"],
      answers: { 200: { description: "The stream.", schema: "SimulationSnapshot", types: ["text/event-stream"] } },
      problems: [404, 503],
    },
  },
  "/api/v1/simulations/{id}/result": {
    get: {
      operationId: "getResult",
      summary: "Get the result so far, as JSON or CSV",
      parameters: ["id"],
      answers: {
        200: {
          description:
            "The result. Before the simulation has succeeded it is partial: complete is false in JSON, and completedReplications is less than replications in every row of the CSV.",
          schema: "SimulationResult",
          types: ["application/json", "text/csv"],
          isTagged: true,
        },
      },
      problems: [404, 409, 503],
    },
  },
};
