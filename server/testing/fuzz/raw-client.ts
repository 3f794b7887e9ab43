import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as rest } from "node:timers/promises";
import type { Exchange } from "../conformance.ts";
import type { RawRequest } from "./raw-requests.ts";

type Answer = Omit<Exchange, "method" | "target">;

/** Between two pieces of a request, and after the last answer, in case there is one too many. */
const REST_MILLISECONDS = 15;

export interface RawAnswers {
  answers: Answer[];
  /** Until the last answer that was expected had come, or the connection was closed. */
  milliseconds: number;
  /** Whether neither happened in time. */
  hangs: boolean;
}

/** Writes bytes on a connection of their own, and reads every answer to them. */
export async function sendRaw(
  { bytes, statuses, hangsUp }: RawRequest,
  url: URL,
  patience: number,
): Promise<RawAnswers> {
  const socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true, allowHalfOpen: true });
  let received = "";
  let isClosed = false;
  let look = () => {};
  socket.on("data", (data) => {
    received += data.toString("latin1");
    look();
  });
  // The server may be done with a client that is still sending.
  socket.on("error", () => {});
  const end = () => {
    isClosed = true;
    look();
  };
  socket.on("end", end).on("close", end);
  await once(socket, "connect");
  const begin = performance.now();
  const pieces = typeof bytes === "string" ? [bytes] : bytes;
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await rest(REST_MILLISECONDS);
    socket.write(piece, "latin1");
  }
  if (hangsUp) socket.end();
  const written = pieces.length > 1 ? performance.now() : begin;
  const isHead = pieces[0].startsWith("HEAD ");
  const isDone = () =>
    isClosed || (statuses.length > 0 && answersIn(received, isHead, false).length >= statuses.length);
  const isInTime = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    look = () => {
      if (!isDone()) return;
      clearTimeout(timer);
      resolve(true);
    };
    look();
  });
  const milliseconds = performance.now() - written;
  if (!isClosed) await rest(REST_MILLISECONDS);
  socket.destroy();
  return { answers: answersIn(received, isHead, isClosed), milliseconds, hangs: !isInTime };
}

/** The answers that bytes consist of; one that is not whole yet is left out. */
function answersIn(bytes: string, isHead: boolean, isClosed: boolean): Answer[] {
  const answers: Answer[] = [];
  let left = bytes;
  while (left !== "") {
    const headEnd = left.indexOf("\r\n\r\n");
    if (headEnd < 0) break;
    const [line, ...fields] = left.slice(0, headEnd).split("\r\n");
    const status = Number(/^HTTP\/1\.[01] (\d{3}) /.exec(line)?.[1]);
    const headers = Object.fromEntries(
      fields.map((field) => [
        field.slice(0, field.indexOf(":")).toLowerCase(),
        field.slice(field.indexOf(":") + 1).trim(),
      ]),
    );
    const hasBody = !isHead && status >= 200 && status !== 204 && status !== 304;
    const body = hasBody ? bodyIn(left.slice(headEnd + 4), headers, isClosed) : { text: "", length: 0 };
    if (!body) break;
    answers.push({ status, headers, body: Buffer.from(body.text, "latin1").toString("utf8") });
    left = left.slice(headEnd + 4 + body.length);
  }
  return answers;
}

function bodyIn(bytes: string, headers: Record<string, string>, isClosed: boolean) {
  if (headers["transfer-encoding"] === "chunked") return chunksIn(bytes);
  if (headers["content-length"] === undefined) return isClosed ? { text: bytes, length: bytes.length } : undefined;
  const length = Number(headers["content-length"]);
  return bytes.length < length ? undefined : { text: bytes.slice(0, length), length };
}

function chunksIn(bytes: string) {
  let text = "";
  let at = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.slice(at, lineEnd), 16);
    const end = lineEnd + 2 + size;
    if (bytes.length < end + 2) return undefined;
    text += bytes.slice(lineEnd + 2, end);
    at = end + 2;
    if (size === 0) return { text, length: at };
  }
}
