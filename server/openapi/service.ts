import * as z from "zod";

export const ServiceDescription = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    engineVersion: z.string(),
    javascriptEngine: z.string().meta({ description: "the JavaScript engine of this server; no result depends on it" }),
    limits: z.record(z.string(), z.number()),
    links: z.record(z.string(), z.string()),
  })
  .meta({ id: "ServiceDescription" });
export type ServiceDescription = z.output<typeof ServiceDescription>;
