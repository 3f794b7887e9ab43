import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import express, { type Express, type Request, type RequestHandler, Router } from "express";
import { REVALIDATED, tag } from "../http/entity-tag.ts";
import { HttpProblem } from "../http/problems.ts";

/** A page as the dashboard's build lists it in `pages.json`: a pattern of addresses, and the file of its HTML. */
interface PageFile {
  path: string;
  file: string;
}

/** Stands in the HTML for the origin of the server (client/origin-in-html.ts). */
const ORIGIN_PLACEHOLDER = /https:\/\/bandit-lab\.invalid/g;

/**
 * Serves the dashboard: its files, the HTML of every page at the page's address, and that of "no such page" elsewhere.
 *
 * @param publicUrl the address by which users open the server, if it is known
 */
export function mountDashboard(app: Express, folder: string, publicUrl?: string): void {
  app.use(refuseOtherMethods);
  app.use(sendFiles(folder));
  app.use("/assets", refuseOtherBuilds);
  app.use(sendPages(folder, originFor(publicUrl)));
}

const refuseOtherMethods: RequestHandler = (request, response, next) => {
  const allow = "GET, HEAD, OPTIONS";
  if (request.method === "OPTIONS") response.set("Allow", allow).status(204).end();
  else if (request.method === "GET" || request.method === "HEAD") next();
  else throw new HttpProblem(405, `${request.method} is not allowed here. Allowed: ${allow}.`, { Allow: allow });
};

/** Serves files by their names, except HTML, which has the addresses of its pages. */
function sendFiles(folder: string): RequestHandler {
  const files = express.static(folder, {
    index: false,
    redirect: false,
    setHeaders: (response, file) => {
      // Vite puts a content hash into the names of files in assets/.
      const isHashed = file.startsWith(join(folder, "assets") + sep);
      response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : REVALIDATED);
    },
  });
  return (request, response, next) => {
    if (extname(request.path) === ".html") next();
    else void files(request, response, next);
  };
}

/** Answers 404 for files of other builds. No cache keeps it, since an older build may be deployed again. */
const refuseOtherBuilds: RequestHandler = () => {
  throw new HttpProblem(404, "This build has no such file. Reload the page.", { "Cache-Control": "no-store" });
};

/** Sends every page as HTML with its own title and description, and for other addresses a page that says so. */
function sendPages(folder: string, originOf: (request: Request) => string): Router {
  const list = join(folder, "pages.json");
  const isBuilt = existsSync(list);
  const pages = isBuilt ? (JSON.parse(readFileSync(list, "utf8")) as PageFile[]) : [];
  const router = Router();
  router.use((request, response, next) => {
    response.vary("Accept");
    if (!asksForPage(request)) next("router");
    else if (isBuilt) next();
    else throw new HttpProblem(404, "The dashboard is not built: run npm run build:client and start again.");
  });
  const sendNotFound = sendPage(join(folder, "not-found.html"), 404, originOf);
  // The patterns of pages cannot decode such an address.
  router.use((request, response, next) => (isDecodable(request.path) ? next() : sendNotFound(request, response, next)));
  for (const { path, file } of pages) router.get(path, sendPage(join(folder, file), 200, originOf));
  router.use(sendNotFound);
  return router;
}

/** Whether a request is one of a browser for a page, which also an address that is none answers in HTML. */
export function asksForPage(request: Request): boolean {
  const isPath = extname(request.path) === "" && !request.path.startsWith("/api/");
  return isPath && request.accepts("html") !== false;
}

/** Whether a path's percent signs stand for characters: "/100%25" is decodable, "/100%" is not. */
export function isDecodable(path: string): boolean {
  try {
    // The bundler removes a call whose value nobody uses, also one that is there to throw.
    return decodeURIComponent(path) !== "";
  } catch {
    return false;
  }
}

/** The tag is that of the content, since files of different builds may have one size and date. */
function sendPage(file: string, status: number, originOf: (request: Request) => string): RequestHandler {
  return async (request, response) => {
    const html = (await readFile(file, "utf8")).replaceAll(ORIGIN_PLACEHOLDER, originOf(request));
    tag(request, response, html);
    response.status(status).set("Cache-Control", REVALIDATED).type("html").send(html);
  };
}

/**
 * The origin of the server in a page: that of its public address, else of the request. The client writes the `Host` header, so
 * one that is not plainly a host is left out, and addresses in the page are relative.
 */
function originFor(publicUrl: string | undefined): (request: Request) => string {
  if (publicUrl !== undefined) return () => new URL(publicUrl).origin;
  return ({ protocol, host }) =>
    /^([\w.-]+|\[[\da-f:.]+\])(:\d{1,5})?$/i.test(host ?? "") ? `${protocol}://${host}` : "";
}
