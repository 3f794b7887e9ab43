import { randomUUID } from "node:crypto";
import type { Request, RequestHandler } from "express";
import { destination, pino } from "pino";
import type { Config } from "../config.ts";
import { visible } from "../terminal.ts";

/** Lines are written together, so that a busy server does not call the system for each. */
const WRITTEN_TOGETHER_BYTES = 4096;
/** A line is written after so long at the latest. */
const WRITTEN_AFTER_MILLISECONDS = 100;
/** Lines that wait for a reader of the log; beyond them, lines are lost rather than memory. */
const KEPT_BYTES = 1 << 24;

/**
 * Logs go to standard error; standard output has the server's address alone. Whoever reads the log slowly, or not at all,
 * does not hold up the server.
 */
export function createLogger({ logLevel }: Config) {
  const standardError = destination({
    dest: 2,
    sync: false,
    minLength: WRITTEN_TOGETHER_BYTES,
    maxLength: KEPT_BYTES,
    periodicFlush: WRITTEN_AFTER_MILLISECONDS,
  });
  // A path or an error text may hold what a terminal obeys; JSON escapes only a part of that.
  const streamWrite = (line: string) => `${visible(line.trimEnd())}\n`;
  return pino({ level: logLevel, hooks: { streamWrite } }, standardError);
}

export type Logger = ReturnType<typeof createLogger>;

/**
 * One line a request, when its answer was sent or its client has left. Request and answer have an id, by which whoever
 * saw a problem and whoever reads the log can speak of the same.
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

/** What a log has of a request. Whoever has a simulation's id may cancel it: logs do not, however its path is spelled. */
export function described({ method, originalUrl }: Request) {
  return { method, url: originalUrl.replace(/(\/simulations\/+)[^/?]+/i, "$1…") };
}
