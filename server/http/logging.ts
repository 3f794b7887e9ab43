import { randomUUID } from "node:crypto";
import type { Request, RequestHandler } from "express";
import type { Logger } from "../log.ts";

/**
 * Logs one line per request, when its answer was sent or its client has left. The line and the answer have the same request
 * id, so that a reported problem is found in the log.
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

/** A request as it is logged: without ids of simulations, since an id is all it takes to cancel one. */
export function described({ method, originalUrl }: Request) {
  return { method, url: originalUrl.replace(/(\/simulations\/+)[^/?]+/i, "$1…") };
}
