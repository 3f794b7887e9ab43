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
    <meta name="color-scheme" content="light dark" />
    <link rel="stylesheet" href="/api/docs/swagger-ui.css" />
    <link rel="stylesheet" href="/api/docs/page.css" />
    <script src="/api/docs/colours.js"></script>
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
/** Sets the class of Swagger UI's dark colours before the page is shown, as the dashboard's theme or the system says. */
const COLOURS = `const dark = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => { try { return localStorage.getItem("bandit-lab:theme"); } catch { return null; } };
const show = () => {
  const theme = chosen() ?? (dark.matches ? "dark" : "light");
  document.documentElement.classList.toggle("dark-mode", theme === "dark");
  document.documentElement.style.colorScheme = theme;
};
dark.addEventListener("change", show);
addEventListener("storage", show);
show();
`;
/** Fits narrow screens, and hides the choice of servers, of which there is one. */
const STYLE = `body { margin: 0; }
.swagger-ui .scheme-container, .swagger-ui .response-col_links { display: none; }
.swagger-ui .response-col_status { width: 4rem; }
.swagger-ui .response-col_description, .swagger-ui .parameters-col_description { overflow-wrap: anywhere; }
.swagger-ui pre { overflow-x: auto; }
.dark-mode .swagger-ui .examples-select__section-label { color: inherit; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 10px; }
  .swagger-ui .parameters, .swagger-ui .responses-table, .swagger-ui .headers { table-layout: fixed; }
  .swagger-ui select, .swagger-ui input { max-width: 100%; min-width: 0; }
}
`;
const START =
  'SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null });\n';

const TEXTS = {
  "colours.js": { type: "text/javascript", text: COLOURS },
  "page.css": { type: "text/css", text: STYLE },
  "start.js": { type: "text/javascript", text: START },
};
/** The files of Swagger UI's package that the page uses. */
const ASSETS = {
  "swagger-ui.css": "text/css",
  "swagger-ui-bundle.js": "text/javascript",
  "favicon-32x32.png": "image/png",
};

/** /api/v1/openapi.json: made at the first request. */
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

/** /api/docs: the reference page, with local assets only. */
export function mountDocumentation(app: Express): void {
  const html = {
    produces: ["text/html"],
    handle: (_: Request, response: Response) => sendPage(response),
  };
  mount(app, { path: "/api/docs", get: html });
  for (const [name, { type, text }] of Object.entries(TEXTS)) {
    mount(app, {
      path: `/api/docs/${name}`,
      get: { produces: [type], handle: (_, response) => void response.type(type).send(text) },
    });
  }
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
