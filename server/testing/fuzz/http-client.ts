import { Agent, type IncomingMessage, request } from "node:http";
import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { Exchange } from "../conformance.ts";
import type { GeneratedRequest } from "./generated-requests.ts";

const DECODERS: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  deflate: inflateSync,
};

/** Until a request is given up. */
const LONGEST_MILLISECONDS = 30_000;

export interface Timed {
  exchange: Exchange;
  milliseconds: number;
}

/** Sends requests on connections that are kept. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #url: URL;

  constructor(url: URL) {
    this.#url = url;
  }

  /** @throws the error that left a request without a complete answer */
  async send({ method, target, headers, body }: GeneratedRequest): Promise<Timed> {
    const begin = performance.now();
    const { hostname, port } = this.#url;
    const bytes = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const call = request({
      agent: this.#agent,
      signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
      hostname,
      port,
      method,
      path: target,
      headers: { ...headers, ...bytes },
    });
    call.end(body);
    const [response] = (await once(call, "response")) as [IncomingMessage];
    // A stream lasts as long as its simulation: what counts is when it begins.
    const isStream = String(response.headers["content-type"]).startsWith("text/event-stream");
    const first = performance.now() - begin;
    const received = await buffer(response);
    const decode = DECODERS[response.headers["content-encoding"] ?? ""] ?? ((raw: Buffer) => raw);
    const text = (received.length > 0 ? decode(received) : received).toString("utf8");
    const milliseconds = isStream ? first : performance.now() - begin;
    return {
      exchange: { method, target, status: response.statusCode!, headers: response.headers, body: text },
      milliseconds,
    };
  }

  close(): void {
    this.#agent.destroy();
  }
}
