import { fileURLToPath } from "node:url";
import express, { type Express, type RequestHandler } from "express";
import { projectFolder } from "./engine.ts";
import { compressFiles } from "./http/compression.ts";
import { logRequests } from "./http/logging.ts";
import { answerErrors, HttpProblem, notFound } from "./http/problems.ts";
import { mount, type Resource } from "./http/resource.ts";
import { security } from "./http/security.ts";
import { banditResources } from "./routes/bandits.ts";
import { asksForPage, isDecodable, mountDashboard } from "./routes/dashboard.ts";
import { mountDocumentation, openApiResources } from "./routes/documentation.ts";
import { galleryResources } from "./routes/gallery.ts";
import { healthResources } from "./routes/health.ts";
import { metricsResources } from "./routes/metrics.ts";
import { policyResources } from "./routes/policies.ts";
import { questionResources } from "./routes/questions.ts";
import { serviceResources } from "./routes/service.ts";
import { simulationResources } from "./routes/simulations.ts";
import { sweepResources } from "./routes/sweeps.ts";
import type { Services } from "./services.ts";

/** Every resource of the API. The router tries them in order, so the most requested ones come first. */
export function apiResources(services: Services): Resource[] {
  return [
    ...questionResources(services),
    ...simulationResources(services),
    ...sweepResources(services),
    ...serviceResources(services),
    ...openApiResources(),
    ...policyResources(),
    ...banditResources(),
    ...galleryResources(),
    ...healthResources(services),
    ...metricsResources(services),
  ];
}

/**
 * The application: middleware, resources, documentation, dashboard and error handler.
 *
 * @param dashboard folder of the built dashboard
 */
export function createApp(
  services: Services,
  dashboard = fileURLToPath(new URL("dist/client", projectFolder)),
): Express {
  const app = express();
  app.disable("x-powered-by");
  // Answers that caches keep have tags of their own (http/entity-tag.ts); hashing all others has no use.
  app.disable("etag");
  app.set("trust proxy", services.config.trustProxy);
  app.use(services.metrics.measure);
  app.use(logRequests(services.log));
  app.use(security);
  app.use(checkPath);
  for (const resource of apiResources(services)) mount(app, resource);
  app.use(compressFiles);
  mountDocumentation(app);
  app.use("/api", notFound);
  mountDashboard(app, dashboard, services.config.publicUrl);
  app.use(notFound);
  app.use(answerErrors(services.log));
  return app;
}

/** A browser is answered in HTML, by the dashboard; every other client in JSON. */
const checkPath: RequestHandler = (request, _response, next) => {
  const isBrowser = asksForPage(request) && request.accepts(["json", "html"]) === "html";
  if (!isDecodable(request.path) && !isBrowser) throw new HttpProblem(400, "The path is not valid percent-encoding.");
  next();
};
