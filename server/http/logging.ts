import { randomUUID } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Logger } from "../log.ts";

/**
 * Logs one line a request, when its answer was sent or its client has left. Request and answer carry the same id, so that a
 * problem that a user reports is found in the log.
 */
export function logRequests(logger: Logger): RequestHandler {
  const process = randomUUID().slice(0, 8);
  let count = 0;
  return (request, response, next) => {
    const start = performance.now();
    const reqId = `${process}-${++count}`;
    response.setHeader("X-Request-Id", reqId);
    response.once("close", () => {
      const { statusCode, writableFinished } = response;
      const line = {
        reqId,
        req: described(request),
        res: { statusCode },
        responseTime: Math.round(performance.now() - start),
      };
      logger[statusCode >= 500 ? "error" : "info"](line, writableFinished ? "request completed" : "request aborted");
    });
    next();
  };
}

/** A request as it is logged: without the ids of simulations, for an id is all it takes to cancel one. */
export function described({ method, originalUrl }: Request) {
  return { method, url: originalUrl.replace(/(\/simulations\/+)[^/?]+/i, "$1…") };
}
