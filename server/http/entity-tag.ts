import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { packageVersion } from "../engine.ts";
import { compress } from "./compression.ts";

/** Cache-Control of what changes only with the server: caches keep it and revalidate it every time. */
export const REVALIDATED = "no-cache";
/** Cache-Control of results, which never change but are deleted after a time and may be private. */
export const KEPT_FOR_AN_HOUR = "private, max-age=3600, must-revalidate";

/**
 * Sends text with a strong entity tag; Express answers 304 where `If-None-Match` has the same tag.
 *
 * A strong tag identifies the bytes as sent, and their compression depends on `Accept-Encoding`, so the tag does too.
 */
export function sendTagged(request: Request, response: Response, text: string): void {
  compress(request, response, text.length);
  tag(request, response, text);
  response.send(text);
}

/**
 * Sends bytes with a strong entity tag made from their version, so that a 304 needs no bytes.
 *
 * @param version identifies the bytes: equal versions have equal bytes
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

/** Gives an answer a strong entity tag: of its text, or of what identifies its bytes. */
export function tag(request: Request, response: Response, identity: string): void {
  const hash = createHash("sha256")
    .update(`${request.get("Accept-Encoding")}\n`)
    .update(identity);
  response.set("ETag", `"${hash.digest("base64url")}"`).vary("Accept-Encoding");
}
