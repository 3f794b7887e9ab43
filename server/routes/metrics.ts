import { compress } from "../http/compression.ts";
import type { Resource } from "../http/resource.ts";
import type { Services } from "../services.ts";

/** /metrics: Prometheus metrics. */
export function metricsResources({ metrics }: Services): Resource[] {
  return [
    {
      path: "/metrics",
      get: {
        produces: [metrics.contentType],
        handle: async (request, response) => {
          const text = await metrics.text();
          compress(request, response, text.length);
          response.set("Cache-Control", "no-store").type(metrics.contentType).end(text);
        },
      },
    },
  ];
}
