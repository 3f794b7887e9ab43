import { existsSync } from "node:fs";
import { extname, join, sep } from "node:path";
import express, { type Express, type RequestHandler } from "express";
import { HttpProblem } from "../http/problems.ts";

/** The paths that the dashboard knows; it is served at others too, to say that there is no such page, but as 404. */
const PAGES = new Set(["/", "/lecture", "/lab", "/calculator"]);

/** The single-page dashboard: its files, and its index page for every path that looks like one of its pages. */
export function mountDashboard(app: Express, folder: string): void {
  app.use(refuseOtherMethods);
  app.use(
    express.static(folder, {
      index: "index.html",
      redirect: false,
      setHeaders: (response, file) => {
        // Vite names what is in assets/ after its content.
        const isHashed = file.startsWith(join(folder, "assets") + sep);
        response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  app.use("/assets", refuseToKeep);
  app.use(sendIndex(join(folder, "index.html")));
}

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  const allow = "GET, HEAD, OPTIONS";
  if (request.method === "OPTIONS") response.set("Allow", allow).status(204).end();
  else if (request.method === "GET" || request.method === "HEAD") next();
  else throw new HttpProblem(405, `${request.method} is not known here.`, { Allow: allow });
};

/** What an older build had is gone; that it is gone is not to be remembered, for a build may be put back. */
const refuseToKeep: RequestHandler = () => {
  throw new HttpProblem(404, "There is no such file in this build: reload the page.", { "Cache-Control": "no-store" });
};

function sendIndex(index: string): RequestHandler {
  return (request, response, next) => {
    response.vary("Accept");
    const isPage = extname(request.path) === "" && !request.path.startsWith("/api/") && request.accepts("html");
    if (!isPage) {
      next();
      return;
    }
    if (!PAGES.has(request.path)) response.status(404);
    if (!existsSync(index)) throw new HttpProblem(404, "The dashboard is not built: run npm run build:client.");
    response.set("Cache-Control", "no-cache").sendFile(index);
  };
}
