import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Express, Request, Response } from "express";
import { sendCatalogue } from "../http/catalogue.ts";
import { openApiDocument } from "../openapi/document.ts";
import type { Resource } from "../http/resource.ts";
import { mount } from "../http/resource.ts";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Bandit Lab API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="icon" href="/api/docs/favicon-32x32.png" type="image/png" />
  </head>
  <body>
    <nav class="swagger-ui"><p class="wrapper"><a class="link" href="/">← Bandit Lab, the dashboard</a></p></nav>
    <div id="swagger-ui"></div>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const START =
  'SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });\n';

/** What the page needs of Swagger UI's package, which has more. */
const ASSETS = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
  "favicon-32x32.png": "image/png",
};

/** /api/v1/openapi.json: made once, on the first question for it. */
export function openApiResources(): Resource[] {
  let document: unknown;
  return [
    {
      path: "/api/v1/openapi.json",
      get: {
        handle: (request, response) => {
          document ??= openApiDocument();
          sendCatalogue(request, response, document);
        },
      },
    },
  ];
}

/** /api/docs: the reference page, all of it from this server. */
export function mountDocumentation(app: Express): void {
  const html = {
    produces: ["text/html"],
    handle: (_: Request, response: Response) => sendPage(response),
  };
  mount(app, { path: "/api/docs", get: html });
  mount(app, {
    path: "/api/docs/start.js",
    get: { produces: ["text/javascript"], handle: (_, response) => void response.type("text/javascript").send(START) },
  });
  const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  for (const [name, type] of Object.entries(ASSETS)) {
    mount(app, {
      path: `/api/docs/${name}`,
      get: { produces: [type], handle: (_, response) => response.sendFile(join(folder, name)) },
    });
  }
}

function sendPage(response: Response): void {
  response.type("html").send(PAGE);
}
