import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Everything from this server alone and nothing inline. The usual `upgrade-insecure-requests` and HSTS are left out: a
 * laboratory's server is plain http behind nothing, and both would make it unreachable.
 */
const secure = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "worker-src": ["'self'"],
      "img-src": ["'self'", "data:"],
      "font-src": ["'self'"],
      "connect-src": ["'self'"],
      "manifest-src": ["'self'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
    },
  },
  strictTransportSecurity: false,
  // Browsers ignore these two on plain http, with a warning in the console.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  // For plugins and browsers that are no more.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** The headers are the same for every answer, so that a dozen handlers need not work them out for each. */
const headers = headersOf(secure);

/** The headers above, on every answer. */
export const security: RequestHandler = (_request, response, next) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  next();
};

function headersOf(handler: typeof secure): [name: string, value: string][] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  handler(response.req, response, () => {});
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}
