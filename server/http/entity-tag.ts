import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { packageVersion } from "../engine.ts";
import { compress } from "./compression.ts";

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
  compress(request, response, text.length);
  tag(request, response, text);
  response.send(text);
}

/**
 * Sends bytes with a strong entity tag that is made of their name, so that whoever has them already is answered without a
 * look at them.
 *
 * @param version the same name is the same bytes
 */
export async function sendVersion(
  request: Request,
  response: Response,
  version: string,
  bytes: () => Promise<Uint8Array>,
): Promise<void> {
  tag(request, response, `${packageVersion} ${String(response.get("Content-Type"))} ${version}`);
  if (request.fresh) {
    response.removeHeader("Content-Type");
    response.status(304).end();
  } else {
    const { buffer, byteOffset, byteLength } = await bytes();
    compress(request, response, byteLength);
    response.send(Buffer.from(buffer, byteOffset, byteLength));
  }
}

function tag(request: Request, response: Response, identity: string): void {
  const hash = createHash("sha256")
    .update(`${request.get("Accept-Encoding")}\n`)
    .update(identity);
  response.set("ETag", `"${hash.digest("base64url")}"`).vary("Accept-Encoding");
}
