import { ShuttingDown } from "../domain-errors.ts";
import type { Resource } from "../http/resource.ts";
import { sendJson } from "../http/send-json.ts";
import type { Services } from "../services.ts";

/** /healthz and /readyz: whether the process is alive, and whether it accepts requests. */
export function healthResources({ simulations, readiness }: Services): Resource[] {
  return [
    { path: "/healthz", get: { handle: (request, response) => sendJson(request, response, { status: "ok" }) } },
    {
      path: "/readyz",
      get: {
        handle: async (request, response) => {
          if (simulations.isClosing) throw new ShuttingDown();
          await readiness.check();
          sendJson(request, response, { status: "ready" });
        },
      },
    },
  ];
}
