import type { Request } from "express";
import { readJson } from "../read-json.ts";
import { HttpProblem } from "./problems.ts";

/** Bytes of a request's body that are read. */
export const BODY_BYTES = 64 * 1024;

/**
 * The JSON value in a request's body.
 *
 * @throws HttpProblem 415 where it is not said to be JSON in UTF-8, 413 where it is too long
 * @throws MalformedJson
 */
export async function jsonBody(request: Request): Promise<unknown> {
  const bytes = await readBody(request);
  if (bytes.length > 0 || request.headers["content-type"] !== undefined) checkType(request);
  return readJson(bytes);
}

function checkType(request: Request): void {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = request.headers;
  const [media, ...parameters] = type.split(";").map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  if (media === "application/json" && isUtf8 && encoding.toLowerCase() === "identity") return;
  throw new HttpProblem(415, "The body must be application/json, in UTF-8 and not compressed.", {
    Accept: "application/json",
  });
}

async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  // By events: an iterator over the request takes as long as the rest of reading it.
  await new Promise<void>((resolve, reject) => {
    const cut = () => {
      // A request closes after its end as well.
      if (!request.complete) reject(new HttpProblem(400, "The request ended before its body did."));
    };
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_BYTES) chunks.push(chunk);
      // Reads on for a while, so that a client that is still sending gets to see the answer.
      else if (length > 16 * BODY_BYTES) resolve();
    });
    request.once("end", resolve).once("error", cut).once("close", cut);
  });
  if (length > BODY_BYTES) {
    throw new HttpProblem(413, `The body is over ${BODY_BYTES} bytes.`, { Connection: "close" });
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}
