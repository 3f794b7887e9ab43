import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Express, Request, Response } from "express";
import { sendCatalogue } from "../http/catalogue.ts";
import { openApiDocument } from "../openapi/document.ts";
import type { Resource } from "../http/resource.ts";
import { mount } from "../http/resource.ts";
import { PAGE, TEXTS } from "./documentation-texts.ts";

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
