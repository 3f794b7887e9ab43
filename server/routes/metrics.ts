import type { Resource } from "../http/resource.ts";
import type { Services } from "../services.ts";

/** /metrics: numbers for Prometheus. */
export function metricsResources({ metrics }: Services): Resource[] {
  return [
    {
      path: "/metrics",
      get: {
        produces: [metrics.contentType],
        handle: async (_, response) => {
          response
            .set("Cache-Control", "no-store")
            .type(metrics.contentType)
            .send(await metrics.text());
        },
      },
    },
  ];
}
