import { destination, pino } from "pino";
import { pinoHttp } from "pino-http";
import type { Config } from "../config.ts";

/** Logs go to standard error; standard output has the server's address alone. */
export function createLogger({ logLevel }: Config) {
  return pino({ level: logLevel }, destination(2));
}

export type Logger = ReturnType<typeof createLogger>;

/** One line a request. */
export function logRequests(logger: Logger) {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? "error" : "info"),
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url: withoutHandle(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

/** Whoever has a simulation's id may cancel it, so that logs do not have it, however its path is spelled. */
function withoutHandle(url: string): string {
  return url.replace(/(\/simulations\/+)[^/?]+/i, "$1…");
}
