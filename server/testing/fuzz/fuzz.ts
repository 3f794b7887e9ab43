import fc from "fast-check";
import { Conformance, type Exchange } from "../conformance.ts";
import { type GeneratedRequest, generatedRequests, type OpenApi } from "./generated-requests.ts";
import { HttpClient } from "./http-client.ts";
import { sendRaw } from "./raw-client.ts";
import { rawRequests } from "./raw-requests.ts";

/** Requests at the same time. */
const LANES = 2;
/** Simulations that requests may ask for: the newest ones. */
const REMEMBERED = 50;
const BATCH = 500;
/** A server that is stuck is not asked for ever. */
const MOST_UNANSWERED = 5;

/** What must never happen. */
export const GOALS = {
  serverErrors: "5xx other than a declared 503",
  hangs: "answers that took too long",
  unanswered: "requests without an answer",
  unforeseen: "answers outside of the document or their schema",
  otherwise: "malformed requests that are answered otherwise than they must be",
};
type Goal = keyof typeof GOALS;

/** What was sent, what came back, and what missed a goal. */
export class Figures {
  readonly patience: number;
  requests = 0;
  readonly statuses = new Map<number, number>();
  slowest = { milliseconds: 0, what: "nothing" };
  readonly failures: { goal: Goal; what: string }[] = [];

  /** @param patience milliseconds after which an answer took too long */
  constructor(patience: number) {
    this.patience = patience;
  }

  count(exchange: Pick<Exchange, "status">): void {
    this.statuses.set(exchange.status, (this.statuses.get(exchange.status) ?? 0) + 1);
  }

  time(milliseconds: number, what: string): void {
    if (milliseconds > this.slowest.milliseconds) this.slowest = { milliseconds, what };
    if (milliseconds > this.patience) this.fail("hangs", `${Math.round(milliseconds)} ms: ${what}`);
  }

  fail(goal: Goal, what: string): void {
    this.failures.push({ goal, what });
  }

  failuresOf(goal: Goal): number {
    return this.failures.filter((failure) => failure.goal === goal).length;
  }
}

/** Sends requests to a running server, and holds every answer against the server's own OpenAPI document. */
export class Fuzz {
  readonly figures: Figures;
  readonly conformance: Conformance;
  readonly #url: URL;
  readonly #document: OpenApi;
  readonly #client: HttpClient;
  readonly #simulations: string[] = [];
  readonly #sweeps: string[] = [];

  private constructor(url: URL, document: OpenApi, client: HttpClient, patience: number) {
    this.figures = new Figures(patience);
    this.#url = url;
    this.#document = document;
    this.#client = client;
    this.conformance = new Conformance(document);
  }

  /** @param patience milliseconds after which an answer took too long */
  static async of(url: URL, patience: number): Promise<Fuzz> {
    const client = new HttpClient(url);
    const { exchange } = await client.send({ method: "GET", target: "/api/v1/openapi.json", headers: {} });
    return new Fuzz(url, JSON.parse(exchange.body) as OpenApi, client, patience);
  }

  /** Every malformed request of the table, once. */
  async sendMalformed(): Promise<void> {
    await inLanes(rawRequests, async (raw) => {
      const { answers, milliseconds, hangs } = await sendRaw(raw, this.#url, this.figures.patience);
      this.figures.requests++;
      this.figures.time(milliseconds, raw.name);
      if (hangs) this.figures.fail("hangs", `no end of ${raw.name}`);
      const statuses = answers.map(({ status }) => status);
      if (String(statuses) !== String(raw.statuses)) {
        this.figures.fail("otherwise", `${raw.name}: ${String(statuses)} instead of ${String(raw.statuses)}`);
      }
      // A mistake is a problem document for every Accept header, or a page that does not exist.
      const method = raw.bytes.slice(0, 5) === "HEAD " ? "HEAD" : "GET";
      for (const answer of answers) {
        if (answer.status < 400) this.figures.count(answer);
        else this.#check({ ...answer, method, target: "/" }, raw.name);
      }
    });
  }

  /** @param seed of the requests; which of them meet which simulation depends on how fast the server is, too */
  async sendGenerated(count: number, seed: number): Promise<void> {
    const arbitrary = generatedRequests(this.#document);
    for (let sent = 0; sent < count; sent += BATCH) {
      const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, count - sent), seed: seed + sent });
      await inLanes(batch, (request) => this.#send(request));
    }
  }

  close(): void {
    this.#client.close();
  }

  async #send(request: GeneratedRequest): Promise<void> {
    if (this.figures.failuresOf("unanswered") >= MOST_UNANSWERED) return;
    const oneOf = (ids: string[]) => ids.at(-1 - (this.figures.requests % REMEMBERED)) ?? ids[0] ?? "none";
    const target = request.target.replace("{id}", oneOf(this.#simulations)).replace("{sweep}", oneOf(this.#sweeps));
    const sent = { ...request, target };
    const what = describe(sent);
    this.figures.requests++;
    try {
      const { exchange, milliseconds } = await this.#client.send(sent);
      this.figures.time(milliseconds, what);
      this.#check(exchange, what);
      this.#remember(exchange);
    } catch (error) {
      this.figures.fail("unanswered", `${String(error)}: ${what}`);
    }
  }

  #check(exchange: Exchange, what: string): void {
    this.figures.count(exchange);
    if (exchange.status >= 500 && exchange.status !== 503)
      this.figures.fail("serverErrors", `${exchange.status}: ${what}`);
    for (const complaint of this.conformance.complaints(exchange))
      this.figures.fail("unforeseen", `${complaint}: ${what}`);
  }

  #remember({ status, headers }: Exchange): void {
    const { location } = headers;
    if (status >= 300 || typeof location !== "string") return;
    const ids = location.includes("/sweeps/") ? this.#sweeps : this.#simulations;
    ids.push(location.split("/").at(-1)!);
  }
}

function describe({ method, target, headers, body }: GeneratedRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${body?.slice(0, 2000) ?? ""}`;
}

/** Does the same to all of a list, a few at a time. */
async function inLanes<Item>(items: Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const lane = async () => {
    for (const item of left) await act(item);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
