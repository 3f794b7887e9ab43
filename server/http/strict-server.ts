import { createServer, type IncomingMessage, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Milliseconds that clients may take. */
export interface Patience {
  /** Until the head of a request is there. */
  head: number;
  /** Until the whole request is there. */
  request: number;
  /** Until some of what was sent to them is taken. */
  answer: number;
  /** Between an answer and their next request on the same connection. */
  idle: number;
  /** Between two looks at the first two. */
  check: number;
}

/** Bytes of a request's target and of its headers' names and values; as many again of its trailers'. */
const LONGEST_HEAD_BYTES = 16_384;

/**
 * Idle connections outlive those of a proxy in front (60 s in nginx and in load balancers): a server that closes first
 * resets a request that is already on its way. Node's own 5 s pass while a busy machine does something else.
 */
const PATIENCE: Patience = { head: 10_000, request: 60_000, answer: 60_000, idle: 75_000, check: 1000 };

/** What is refused although Node reads it: another reader on the way might read it otherwise (RFC 9112). */
const RULES: { isBroken: (request: IncomingMessage) => boolean; detail: string }[] = [
  {
    isBroken: ({ httpVersionMajor }) => httpVersionMajor !== 1,
    detail: "The version of HTTP must be 1.0 or 1.1.",
  },
  // Express has no path for other forms of a target, and answers them with a page of its own.
  { isBroken: ({ url }) => !url?.startsWith("/"), detail: "The target of a request must be a path." },
  {
    isBroken: (request) => {
      const hosts = request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
      return hosts > 1 || (hosts === 0 && request.httpVersionMinor > 0);
    },
    detail: "There must be one Host header.",
  },
  {
    isBroken: ({ headers: { "transfer-encoding": encoding }, httpVersionMinor }) =>
      encoding !== undefined && (encoding.toLowerCase() !== "chunked" || httpVersionMinor === 0),
    detail: "The only transfer encoding is chunked, in HTTP/1.1.",
  },
];

/** Of what Node cannot read, what is told otherwise than by 400. */
const STATUSES: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};
const DETAILS: Record<number, string> = {
  400: "The request cannot be understood.",
  405: "There is no proxy here.",
  408: "The request took too long to arrive.",
  413: "The extensions of a chunk are too long.",
  431: `The path and the headers of a request may have ${LONGEST_HEAD_BYTES} bytes.`,
};

/**
 * A server whose application gets requests that can be read in one way alone. Everything else is answered by a problem
 * document too, and its connection closed.
 *
 * Slow clients cannot bind it: a request that trickles in is cut off, and so is a client that does not take its answer,
 * which is in memory as long. A client that waits for an answer may do so.
 */
export function createStrictServer(app: RequestListener, patience = PATIENCE): Server {
  /** Connections whose last answer is on its way: what else they bring is not answered. */
  const refused = new WeakSet<Duplex>();
  /** Requests under way on every connection. */
  const underWay = new WeakMap<Socket, number>();
  const count = (socket: Socket, change: number) => underWay.set(socket, (underWay.get(socket) ?? 0) + change);
  const answer: RequestListener = (request, response) => {
    const { socket } = request;
    count(socket, 1);
    response.once("close", () => count(socket, -1));
    const broken = RULES.find(({ isBroken }) => isBroken(request));
    if (!broken) {
      app(request, response);
      return;
    }
    refused.add(request.socket);
    const { headers, body } = refusal(400, broken.detail);
    response.writeHead(400, headers).end(body);
  };
  const options = {
    headersTimeout: patience.head,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    connectionsCheckingInterval: patience.check,
    // Node's own answer has no body.
    requireHostHeader: false,
    maxHeaderSize: LONGEST_HEAD_BYTES,
  };
  const server = createServer(options, answer);
  // Their bytes limit their number. Beyond a limit of its own, Node 20 would hide headers, a second Host too, from the
  // rules and the application, and Node 22 and 24 would refuse the request.
  server.maxHeadersCount = 0;
  // Node would answer 417, without a body; an expectation may also be ignored.
  server.on("checkExpectation", answer);
  server.on("connect", (_request, socket) =>
    socket.end(refusalMessage(405, { Allow: "GET, HEAD, POST, DELETE, OPTIONS" })),
  );
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    // Bytes after a request that was to be the last.
    if (code === "HPE_CLOSED_CONNECTION" || refused.has(socket)) return;
    // The other side may never end: it is not waited for.
    if (socket.writable) socket.end(refusalMessage(STATUSES[code] ?? 400), () => socket.destroy());
  });
  server.setTimeout(patience.answer, (socket: Socket) => {
    // Whoever waits for an answer may wait; an idle connection need not be kept.
    if (socket.writableLength > 0 || !underWay.get(socket)) socket.destroy();
  });
  return server;
}

function refusal(status: number, detail: string) {
  const body = JSON.stringify({ type: "about:blank", title: STATUS_CODES[status], status, detail });
  const headers = {
    "Content-Type": "application/problem+json",
    "Content-Length": String(Buffer.byteLength(body)),
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    Connection: "close",
  };
  return { headers, body };
}

/** A refusal as it is sent where there is no request to answer. */
function refusalMessage(status: number, more: Record<string, string> = {}): string {
  const { headers, body } = refusal(status, DETAILS[status]);
  const fields = Object.entries({ ...headers, ...more }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, "", body].join("\r\n");
}
