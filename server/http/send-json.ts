import type { Request, Response } from "express";
import { compress } from "./compression.ts";

/** Sends a value as JSON without an entity tag, for answers that caches need not or must not keep. */
export function sendJson(request: Request, response: Response, value: unknown): void {
  sendJsonText(request, response, JSON.stringify(value));
}

/** Sends JSON text without an entity tag. */
export function sendJsonText(request: Request, response: Response, text: string | Uint8Array): void {
  const length = Buffer.byteLength(text);
  compress(request, response, length);
  // Set directly: Express would parse its own content type for each answer.
  response.setHeader("Content-Type", "application/json; charset=utf-8");
  response.setHeader("Content-Length", length);
  response.end(text);
}
