import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { invalidInputProblem, type Problem } from "../../experiments/mistakes/problem.ts";
import { MalformedJson } from "../read-json.ts";
import { StoreDamaged, StoreUnavailable } from "../store/store-errors.ts";
import { described } from "./logging.ts";
import { type Logger } from "../log.ts";

/** An error with its status, to be told as a problem document (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** The server cannot take this now, but may after a while. */
export function tryAgainLater(status: 429 | 503, detail: string, seconds: number): HttpProblem {
  return new HttpProblem(status, detail, { "Retry-After": String(seconds) });
}

function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

export const notFound: RequestHandler = (request) => {
  throw new HttpProblem(404, `There is nothing at ${request.baseUrl}${request.path}.`);
};

/** The one place where errors become responses. What is not a caller's mistake is logged, and told without its stack. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next) => {
    // Whoever asked is gone, and computing for them was ended.
    if (response.destroyed) return;
    const problem = problemOf(error);
    if (problem.status === 500 || isOfTheStore(error))
      log.error({ reqId: response.getHeader("X-Request-Id"), err: error, req: described(request) });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // They were meant for another answer.
    for (const name of ["ETag", "Cache-Control", "Content-Disposition"]) response.removeHeader(name);
    if (error instanceof HttpProblem) response.set(error.headers);
    if (problem.status === 503 && !response.hasHeader("Retry-After")) response.set("Retry-After", "60");
    sendProblem(response, problem);
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof InvalidInput) return invalidInputProblem(error.mistakes);
  if (error instanceof HttpProblem) return plainProblem(error.status, error.message);
  if (error instanceof MalformedJson) return plainProblem(error.status, error.detail);
  if (isOfTheStore(error)) return plainProblem(503, error.message);
  const status = callerStatus(error);
  return status ? plainProblem(status, "The request cannot be understood.") : plainProblem(500, "This is our own bug.");
}

function isOfTheStore(error: unknown): error is StoreUnavailable | StoreDamaged {
  return error instanceof StoreUnavailable || error instanceof StoreDamaged;
}

function plainProblem(status: number, detail: string): Problem {
  return { type: "about:blank", title: STATUS_CODES[status] ?? "Error", status, detail };
}

/** The status of what Express and its middleware throw on a malformed request. */
function callerStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error)) return undefined;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
