import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { RequestHandler } from "express";
import helmet from "helmet";

/**
 * Allows content from this server only and nothing inline. Leaves out `upgrade-insecure-requests` and HSTS: a laboratory's
 * server often is plain http without a proxy, and both would make it unreachable.
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
  // For obsolete plugins and browsers.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/** Computed once, because they are the same for every answer. */
const headers = headersOf(secure);

/** Sets the security headers on every answer. */
export const security: RequestHandler = (_request, response, next) => {
  for (const [name, value] of headers) response.setHeader(name, value);
  next();
};

function headersOf(handler: typeof secure): [name: string, value: string][] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  handler(response.req, response, () => {});
  return response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]);
}
