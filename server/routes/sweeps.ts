import type { Request, Response } from "express";
import { isTerminal } from "../../experiments/result/simulation-handle.ts";
import type { SweepResult } from "../../experiments/sweep/result.ts";
import { sweepCsv } from "../../experiments/sweep/sweep-csv.ts";
import type { Sweep } from "../../experiments/sweep/sweep-handle.ts";
import { KEPT_FOR_AN_HOUR, sendTagged } from "../http/entity-tag.ts";
import { withJsonBody } from "../http/json-body.ts";
import { HttpProblem } from "../http/problems.ts";
import type { Resource } from "../http/resource.ts";
import { sendJson } from "../http/send-json.ts";
import { isValidateOnly } from "../http/validate-only.ts";
import type { Services } from "../services.ts";
import { readSweep } from "../sweeps/read-sweep.ts";
import type { Sweeps } from "../sweeps/sweeps.ts";
import { preferredWait } from "./preferred-wait.ts";
import { type Streamed, streamSnapshots } from "./snapshot-stream.ts";

/** /api/v1/sweeps: POST a simulation with several values of some fields, get the simulations of all combinations. */
export function sweepResources(services: Services): Resource[] {
  const { sweeps } = services;
  return [
    { path: "/api/v1/sweeps", post: { handle: (request, response) => start(services, request, response) } },
    {
      path: "/api/v1/sweeps/:id",
      get: {
        handle: async (request, response) => {
          sendJson(request, response.set("Cache-Control", "no-store"), found(await sweeps.find(idOf(request))));
        },
      },
      delete: {
        handle: async (request, response) => {
          sendJson(request, response, found(await sweeps.cancel(idOf(request))));
        },
      },
    },
    {
      path: "/api/v1/sweeps/:id/events",
      get: {
        produces: ["text/event-stream"],
        handle: async (request, response) => {
          const sweep = found(await sweeps.find(idOf(request)));
          await streamSnapshots(services, streamedSweep(sweeps, sweep), request, response);
        },
      },
    },
    {
      path: "/api/v1/sweeps/:id/result",
      get: {
        produces: ["application/json", "text/csv"],
        handle: (request, response) => sendResult(sweeps, request, response),
      },
    },
  ];
}

async function start({ sweeps, bodies, threads }: Services, request: Request, response: Response): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const isOnlyChecked = isValidateOnly(request);
  const client = request.ip ?? "unknown";
  const asker = { client, gone: () => gone.signal };
  const read = await withJsonBody(request, bodies, async (body) => await readSweep(body, threads, asker));
  if (isOnlyChecked) {
    sendJson(request, response.set("Cache-Control", "no-store"), sweeps.validate(read));
    return;
  }
  let sweep = await sweeps.submit(read, client);
  const wait = preferredWait(request);
  if (wait > 0) {
    response.set("Preference-Applied", `wait=${wait}`);
    sweep = await sweeps.finished(sweep, wait * 1000, gone.signal);
  }
  response
    .status(isTerminal(sweep.state) ? 201 : 202)
    .location(sweep.links.self)
    .json(sweep);
}

async function sendResult(sweeps: Sweeps, request: Request, response: Response): Promise<void> {
  const sweep = found(await sweeps.find(idOf(request)));
  const result = await sweeps.result(sweep);
  if (!result) throw new HttpProblem(409, `There is no result yet: no point has ended with one (${sweep.state}).`);
  response.set("Cache-Control", isTerminal(sweep.state) ? KEPT_FOR_AN_HOUR : "no-store");
  const isCsv = request.accepts(["application/json", "text/csv"]) === "text/csv";
  if (isCsv) response.attachment("sweep.csv").type("text/csv");
  else response.type("json");
  sendTagged(request, response, isCsv ? sweepCsv(result) : JSON.stringify(result));
}

function streamedSweep(sweeps: Sweeps, sweep: Sweep): Streamed {
  return {
    isFirstAtOnce: false,
    watch: (changed) => sweeps.watch(sweep, changed),
    async snapshot() {
      const latest = await sweeps.find(sweep.id);
      if (!latest) return undefined;
      const isLast = isTerminal(latest.state);
      return { name: "sweep", handle: JSON.stringify(latest), result: await jsonOf(sweeps, latest, isLast), isLast };
    },
  };
}

/** JSON of the result so far. The last snapshot is sent even where a result cannot be read; before it, the client tries again. */
async function jsonOf(sweeps: Sweeps, sweep: Sweep, isLast: boolean): Promise<Uint8Array | "null"> {
  const result: SweepResult | undefined = await sweeps.result(sweep).catch((error: unknown) => {
    if (isLast) return undefined;
    throw error;
  });
  return result ? Buffer.from(JSON.stringify(result)) : "null";
}

function idOf(request: Request): string {
  return String(request.params.id);
}

function found(sweep: Sweep | undefined): Sweep {
  if (!sweep) throw new HttpProblem(404, "There is no such sweep. Sweeps are deleted some time after they end.");
  return sweep;
}
