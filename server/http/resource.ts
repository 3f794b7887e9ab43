import type { Express, Request, RequestHandler, Response } from "express";
import { HttpProblem } from "./problems.ts";

type Handler = (request: Request, response: Response) => Promise<void> | void;

/** A method of a resource: its handler and the media types of its answer. */
interface Operation {
  handle: Handler;
  /** Media types; JSON if absent. */
  produces?: string[];
}

/** A path and its methods; other methods are answered by 405. */
export interface Resource {
  /** Path in the form of Express, such as "/api/v1/policies/:kind". */
  path: string;
  get?: Operation;
  post?: Operation;
  delete?: Operation;
}

const METHODS = ["get", "post", "delete"] as const;

/** Adds a resource to the application: its methods, HEAD and OPTIONS, 405 and 406. */
export function mount(app: Express, resource: Resource): void {
  const allow = allowedMethods(resource).join(", ");
  const route = app.route(resource.path);
  for (const method of METHODS) {
    const operation = resource[method];
    if (operation) route[method](checkAccept(operation.produces ?? ["application/json"]), operation.handle);
  }
  route.options((_, response) => {
    response.set("Allow", allow).status(204).end();
  });
  route.all((request) => {
    throw new HttpProblem(405, `${request.method} is not allowed here. Allowed: ${allow}.`, { Allow: allow });
  });
}

function allowedMethods(resource: Resource): string[] {
  const known = METHODS.filter((method) => resource[method]).map((method) => method.toUpperCase());
  return [...known.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"];
}

function checkAccept(types: string[]): RequestHandler {
  return (request, response, next) => {
    response.vary("Accept");
    const { accept } = request.headers;
    // A client that accepts only problems means JSON.
    if (accept !== undefined && accept !== "*/*" && !request.accepts([...types, "application/problem+json"])) {
      throw new HttpProblem(406, `This path answers only in ${types.join(" or ")}.`);
    }
    next();
  };
}
