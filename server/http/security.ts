import helmet from "helmet";

/**
 * Everything from this server alone and nothing inline. The usual `upgrade-insecure-requests` and HSTS are left out: a
 * laboratory's server is plain http behind nothing, and both would make it unreachable.
 */
export const security = helmet({
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
});
