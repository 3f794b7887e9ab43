import { tryAgainLater } from "../http/problems.ts";
import type { Resource } from "../http/resource.ts";
import type { Services } from "../services.ts";

/** /healthz and /readyz: whether the process lives, and whether it takes work. */
export function healthResources({ simulations, readiness }: Services): Resource[] {
  return [
    { path: "/healthz", get: { handle: (_, response) => void response.json({ status: "ok" }) } },
    {
      path: "/readyz",
      get: {
        handle: async (_, response) => {
          if (simulations.isClosing) throw tryAgainLater(503, "The server is shutting down.", 10);
          await readiness.check();
          response.json({ status: "ready" });
        },
      },
    },
  ];
}
