import { existsSync } from "node:fs";
import { extname, join, sep } from "node:path";
import express, { type Express, type RequestHandler } from "express";
import { HttpProblem } from "../http/problems.ts";

/** The pages of the dashboard. Other paths get its index too, which shows "no such page", but with status 404. */
const PAGES = new Set([
  "/",
  "/lecture",
  "/learn/softmax",
  "/learn/step",
  "/decide",
  "/lab",
  "/calculator",
  "/runs",
  "/compare",
]);
/** The page of a run. Only the page itself knows whether the run exists, because some are in the browser alone. */
const RUN_PAGE = /^\/runs\/[^/]+$/;

/** Serves the single-page dashboard: its files, and its index for every path that looks like a page. */
export function mountDashboard(app: Express, folder: string): void {
  app.use(refuseOtherMethods);
  app.use(
    express.static(folder, {
      index: "index.html",
      redirect: false,
      setHeaders: (response, file) => {
        // Vite puts a content hash into the names of files in assets/.
        const isHashed = file.startsWith(join(folder, "assets") + sep);
        response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  app.use("/assets", refuseOtherBuilds);
  app.use(sendIndex(join(folder, "index.html")));
}

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  const allow = "GET, HEAD, OPTIONS";
  if (request.method === "OPTIONS") response.set("Allow", allow).status(204).end();
  else if (request.method === "GET" || request.method === "HEAD") next();
  else throw new HttpProblem(405, `${request.method} is not allowed here. Allowed: ${allow}.`, { Allow: allow });
};

/** Answers 404 for files of other builds. No cache keeps it, since an older build may be deployed again. */
const refuseOtherBuilds: RequestHandler = () => {
  throw new HttpProblem(404, "This build has no such file. Reload the page.", { "Cache-Control": "no-store" });
};

function sendIndex(index: string): RequestHandler {
  return (request, response, next) => {
    response.vary("Accept");
    const isPage = extname(request.path) === "" && !request.path.startsWith("/api/") && request.accepts("html");
    if (!isPage) {
      next();
      return;
    }
    if (!PAGES.has(request.path) && !RUN_PAGE.test(request.path)) response.status(404);
    if (!existsSync(index)) throw new HttpProblem(404, "The dashboard is not built: run npm run build:client.");
    response.set("Cache-Control", "no-cache").sendFile(index);
  };
}
