import type { Request, Response } from "express";
import { compress } from "./compression.ts";

/** Sends a value as JSON. It has no entity tag, and is never answered by 304: it is not worth keeping, or must not be kept. */
export function sendJson(request: Request, response: Response, value: unknown): void {
  sendJsonText(request, response, JSON.stringify(value));
}

/** The same for what is JSON already. */
export function sendJsonText(request: Request, response: Response, text: string | Uint8Array): void {
  const length = Buffer.byteLength(text);
  compress(request, response, length);
  // Express would parse its own content type again for each answer.
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", length);
  response.end(text);
}
