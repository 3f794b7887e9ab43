import { createServer, type IncomingMessage, type RequestListener, type Server, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** How long clients may take, in milliseconds. */
export interface Patience {
  /** To send the head of a request. */
  head: number;
  /** To send the whole request. */
  request: number;
  /** To take some of the answer that is waiting for them. */
  answer: number;
  /** Between an answer and their next request on the same connection. */
  idle: number;
  /** Interval between checks of the first two. */
  check: number;
}

/** The longest request target with header names and values, in bytes; trailers may have as many again. */
const LONGEST_HEAD_BYTES = 16_384;

/**
 * Idle connections outlive those of a proxy in front (60 s in nginx and in load balancers): a server that closes first
 * resets a request that is already on its way. Node's own 5 s pass while a busy machine does something else.
 */
const PATIENCE: Patience = { head: 10_000, request: 60_000, answer: 60_000, idle: 75_000, check: 1000 };

const LINGER_MILLISECONDS = 500;

/** Requests that Node accepts but a proxy on the way might read differently (RFC 9112); they are refused. */
const RULES: { isBroken: (request: IncomingMessage) => boolean; detail: string }[] = [
  {
    isBroken: ({ httpVersionMajor }) => httpVersionMajor !== 1,
    detail: "The version of HTTP must be 1.0 or 1.1.",
  },
  // Express answers other forms of a target with a page of its own.
  { isBroken: ({ url }) => !url?.startsWith("/"), detail: "The target of a request must be a path." },
  {
    isBroken: (request) => {
      const hosts = request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === "host").length;
      return hosts > 1 || (hosts === 0 && request.httpVersionMinor > 0);
    },
    detail: "The request must have exactly one Host header.",
  },
  {
    isBroken: ({ headers: { "transfer-encoding": encoding }, httpVersionMinor }) =>
      encoding !== undefined && (encoding.toLowerCase() !== "chunked" || httpVersionMinor === 0),
    detail: "The only transfer encoding is chunked, in HTTP/1.1.",
  },
];

/** Statuses of Node's errors; the others are 400. */
const STATUSES: Record<string, number> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};
const DETAILS: Record<number, string> = {
  400: "The request is malformed.",
  405: "This server is not a proxy.",
  408: "The request took too long to arrive.",
  413: "The chunk extensions are too long.",
  431: `The path and headers are longer than ${LONGEST_HEAD_BYTES} bytes.`,
};

/**
 * An HTTP server that passes only unambiguous requests to its application. Others are answered by a problem document, and
 * their connection is closed.
 *
 * Slow clients are cut off: those whose request arrives too slowly, and those that do not take their answer, which stays in
 * memory until then. A client may wait for an answer.
 */
export function createStrictServer(app: RequestListener, patience = PATIENCE): Server {
  /** Connections that were refused: further bytes from them are ignored. */
  const refused = new WeakSet<Duplex>();
  /** Number of open requests by connection. */
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
    // Node's own refusal has no body.
    requireHostHeader: false,
    maxHeaderSize: LONGEST_HEAD_BYTES,
  };
  const server = createServer(options, answer);
  // Headers are limited by bytes only. Beyond a limit on their number, Node 20 would hide headers, such as a second Host,
  // from the rules and the application, and Node 22 and 24 would refuse the request.
  server.maxHeadersCount = 0;
  // Ignores an unknown expectation, where Node would answer 417 without a body.
  server.on("checkExpectation", answer);
  server.on("connect", (_request, socket) =>
    socket.end(refusalMessage(405, { Allow: "GET, HEAD, POST, DELETE, OPTIONS" })),
  );
  server.on("clientError", ({ code = "" }: NodeJS.ErrnoException, socket) => {
    // Bytes after the last request of the connection.
    if (code === "HPE_CLOSED_CONNECTION" || refused.has(socket)) return;
    refused.add(socket);
    if (socket.writable) socket.end(refusalMessage(STATUSES[code] ?? 400), () => closeSoon(socket));
  });
  server.setTimeout(patience.answer, (socket: Socket) => {
    // A client that waits for its answer keeps its connection; idle connections and those that do not read lose it.
    if (socket.writableLength > 0 || !underWay.get(socket)) socket.destroy();
  });
  return server;
}

/**
 * Closes a connection when its client has had time to read what was sent last: while bytes of the client arrive at a closed
 * connection, the system resets it, and the client may lose what it has not read yet (RFC 9112, 9.6). The client itself may
 * never close it.
 */
function closeSoon(socket: Duplex): void {
  const timer = setTimeout(() => socket.destroy(), LINGER_MILLISECONDS);
  socket.once("close", () => clearTimeout(timer));
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

/** A refusal as raw HTTP, where there is no request object to answer. */
function refusalMessage(status: number, more: Record<string, string> = {}): string {
  const { headers, body } = refusal(status, DETAILS[status]);
  const fields = Object.entries({ ...headers, ...more }).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, "", body].join("\r\n");
}
