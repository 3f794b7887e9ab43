import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { InvalidInput } from "../../experiments/mistakes/mistakes.ts";
import { invalidInputProblem, type Problem } from "../../experiments/mistakes/problem.ts";
import {
  Busy,
  Gone,
  NotReady,
  OtherEngine,
  QuotaExceeded,
  ShuttingDown,
  StoreDamaged,
  StoreUnavailable,
  TemporaryError,
} from "../domain-errors.ts";
import { MalformedJson } from "../read-json.ts";
import { described } from "./logging.ts";
import { type Logger } from "../log.ts";

/** An error that only HTTP has, with its status; it is sent as a problem document (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** The answer to a class of domain errors. */
interface Answer {
  of: abstract new (...given: never[]) => Error;
  status: number;
  /** Whether it is logged for the operator. */
  isLogged?: true;
}

/** The answers to all domain errors. The message becomes the detail; temporary errors also set Retry-After. */
const ANSWERS: readonly Answer[] = [
  { of: Gone, status: 404 },
  { of: OtherEngine, status: 409 },
  { of: QuotaExceeded, status: 429 },
  { of: Busy, status: 503 },
  { of: ShuttingDown, status: 503 },
  { of: NotReady, status: 503 },
  { of: StoreUnavailable, status: 503, isLogged: true },
  { of: StoreDamaged, status: 503, isLogged: true },
];

function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}

export const notFound: RequestHandler = (request) => {
  throw new HttpProblem(404, `There is no resource at ${request.baseUrl}${request.path}.`);
};

/** Turns every error into its response. Logs what is not a caller's mistake, and never sends a stack. */
export function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, _next) => {
    // The client has left, which ended its computation.
    if (response.destroyed) return;
    const answer = ANSWERS.find(({ of }) => error instanceof of);
    const problem = problemOf(error, answer);
    if (problem.status === 500 || answer?.isLogged)
      log.error({ reqId: response.getHeader("X-Request-Id"), err: error, req: described(request) });
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // The handler set these for the answer that it did not send.
    for (const name of ["ETag", "Cache-Control", "Content-Disposition"]) response.removeHeader(name);
    response.set(headersOf(error));
    sendProblem(response, problem);
  };
}

function problemOf(error: unknown, answer: Answer | undefined): Problem {
  if (error instanceof InvalidInput) return invalidInputProblem(error.mistakes);
  if (error instanceof HttpProblem) return plainProblem(error.status, error.message);
  if (error instanceof MalformedJson) return plainProblem(400, error.detail);
  if (answer) return plainProblem(answer.status, (error as Error).message);
  const status = callerStatus(error);
  return status
    ? plainProblem(status, "The request is malformed.")
    : plainProblem(500, "Internal error. Please report it with the X-Request-Id of this response.");
}

function headersOf(error: unknown): Record<string, string> {
  if (error instanceof HttpProblem) return error.headers;
  return error instanceof TemporaryError ? { "Retry-After": String(error.retrySeconds) } : {};
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
