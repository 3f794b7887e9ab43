import compression from "compression";
import type { Request, Response } from "express";

/** Shorter answers are sent as they are: compressing them takes longer than sending what it saves. */
const COMPRESSED_FROM_BYTES = 1024;

/** Compresses whatever is sent, as the client accepts it: for files, whose length is not known before. */
export const compressFiles = compression({ threshold: COMPRESSED_FROM_BYTES });

/**
 * Compresses the answer of so many bytes that is sent next, as the client accepts it.
 *
 * Called for one answer at a time, since `compression` replaces the methods of every response that it is used on, which
 * takes as long as all the rest of a short answer's way.
 */
export function compress(request: Request, response: Response, byteLength: number): void {
  if (byteLength < COMPRESSED_FROM_BYTES) return;
  response.vary("Accept-Encoding");
  if (request.headers["accept-encoding"] !== undefined) compressFiles(request, response, () => {});
}
