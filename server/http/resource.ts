import type { Express, Request, RequestHandler, Response } from "express";
import { HttpProblem } from "./problems.ts";

type Handler = (request: Request, response: Response) => Promise<void> | void;

/** What a method of a resource does, and the media types it can answer in. */
interface Operation {
  handle: Handler;
  /** JSON, unless it says otherwise. */
  produces?: string[];
}

/** A path and the methods it knows; the others are answered by 405. */
export interface Resource {
  /** Path as Express has it, such as "/api/v1/policies/:kind". */
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
    throw new HttpProblem(405, `${request.method} is not known here: ${allow} are.`, { Allow: allow });
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
    // Whoever accepts problems alone still means JSON.
    if (accept !== undefined && accept !== "*/*" && !request.accepts([...types, "application/problem+json"])) {
      throw new HttpProblem(406, `The answer here is ${types.join(" or ")}.`);
    }
    next();
  };
}
