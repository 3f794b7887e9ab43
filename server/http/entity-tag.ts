import { createHash } from "node:crypto";
import type { Request, Response } from "express";

/** Of what stays the same until the server is another: kept, but asked for again every time. */
export const REVALIDATED = "no-cache";
/** Of what never changes, but is forgotten after a time, and may tell what a client works on. */
export const KEPT_FOR_AN_HOUR = "private, max-age=3600, must-revalidate";

/**
 * Sends text with a strong entity tag. Express compares the tag with `If-None-Match`, and answers 304 where they match.
 *
 * A strong tag names the bytes as they are sent, and how they are compressed follows from `Accept-Encoding`.
 */
export function sendTagged(request: Request, response: Response, text: string): void {
  const hash = createHash("sha256")
    .update(`${request.get("Accept-Encoding")}\n`)
    .update(text);
  response
    .set("ETag", `"${hash.digest("base64url")}"`)
    .vary("Accept-Encoding")
    .send(text);
}
