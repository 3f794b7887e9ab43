import type { Request } from "express";
import type { BodyRoom, Place } from "./body-room.ts";
import { HttpProblem } from "./problems.ts";

/** The largest body of a request, in bytes. */
export const BODY_BYTES = 2 * 1024 * 1024;
/** Bytes of a refused body that are read and dropped, so that a client that is still sending reads the answer. */
const DROPPED_BYTES = 2 * BODY_BYTES;

/**
 * Uses the body of a request, which stays in memory until then.
 *
 * @throws HttpProblem 415 where its type is not JSON in UTF-8, 413 where it is too long
 * @throws QuotaExceeded or Busy where there is no room for it
 */
export async function withJsonBody<Value>(
  request: Request,
  room: BodyRoom,
  use: (body: Uint8Array) => Promise<Value>,
): Promise<Value> {
  const place = room.placeOf(request.ip ?? "unknown");
  try {
    const bytes = await readBody(request, place);
    if (bytes.length > 0 || request.headers["content-type"] !== undefined) checkType(request);
    return await use(bytes);
  } finally {
    place.leave();
  }
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

async function readBody(request: Request, place: Place): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  let refusal: Error | undefined;
  const take = (chunk: Buffer) => {
    length += chunk.length;
    refusal ??= length > BODY_BYTES ? tooLong() : place.grow(length);
    if (!refusal) chunks.push(chunk);
    else if (chunks.length > 0) {
      // What was kept is dropped now, not when the client has sent the rest, which may be never.
      chunks.length = 0;
      place.leave();
    }
  };
  // Events, since an async iterator doubles the time of reading.
  await new Promise<void>((resolve, reject) => {
    const cut = () => {
      // A complete request also emits close.
      if (!request.complete) reject(new HttpProblem(400, "The request ended before its body was complete."));
    };
    request.on("data", (chunk: Buffer) => {
      take(chunk);
      if (refusal && length > DROPPED_BYTES) resolve();
    });
    request.once("end", resolve).once("error", cut).once("close", cut);
  });
  if (refusal) throw refusal;
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function tooLong(): HttpProblem {
  return new HttpProblem(413, `The body is larger than ${BODY_BYTES} bytes.`, { Connection: "close" });
}
