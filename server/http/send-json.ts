import type { Request, Response } from "express";
import { compress } from "./compression.ts";

/** Sends a value as JSON. It has no entity tag, and is never answered by 304: it is not worth keeping, or must not be kept. */
export function sendJson(request: Request, response: Response, value: unknown): void {
  const text = JSON.stringify(value);
  const length = Buffer.byteLength(text);
  compress(request, response, length);
  // Express would parse its own content type again for each answer.
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", length);
  response.end(text);
}
