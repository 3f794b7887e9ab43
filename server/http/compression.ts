import compression from "compression";
import type { Request, RequestHandler, Response } from "express";

/** Shorter answers are not compressed: that takes longer than sending the bytes that it saves. */
const COMPRESSED_FROM_BYTES = 1024;

/** Compresses files, whose length is not known before, as the client accepts it. */
export const compressFiles: RequestHandler = compression({ threshold: COMPRESSED_FROM_BYTES });

/**
 * Compresses the next answer as the client accepts it, if it is long enough.
 *
 * Not a middleware of every request, because `compression` replaces methods of each response, which doubles the time of a
 * short answer.
 */
export function compress(request: Request, response: Response, byteLength: number): void {
  if (byteLength < COMPRESSED_FROM_BYTES) return;
  response.vary("Accept-Encoding");
  if (request.headers["accept-encoding"] !== undefined) compressFiles(request, response, () => {});
}
