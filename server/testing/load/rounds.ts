import autocannon from "autocannon";
import type { Exchange } from "./processes.ts";

export interface RoundOptions {
  rounds: number;
  /** Of each round, against each of the two servers. */
  seconds: number;
  connections: number;
}

/** How fast a server answers: medians over rounds. */
export interface Pace {
  requestsPerSecond: number;
  /** Milliseconds that 99 of 100 answers take at most. */
  p99: number;
}

/**
 * The same requests to two servers in turn, so that what else the machine does meets both alike.
 *
 * @throws Error on any answer but 200
 */
export async function takeTurns(urls: readonly [string, string], exchange: Exchange, options: RoundOptions) {
  const paces: [Pace[], Pace[]] = [[], []];
  // The first round is for V8 to compile what it will, and counts for neither.
  for (let round = 0; round <= options.rounds; round++) {
    for (const [index, url] of urls.entries()) {
      const pace = await fire(url, exchange, options);
      if (round > 0) paces[index].push(pace);
    }
  }
  return paces.map((rounds) => ({
    requestsPerSecond: median(rounds.map((pace) => pace.requestsPerSecond)),
    p99: median(rounds.map((pace) => pace.p99)),
  })) as [Pace, Pace];
}

async function fire(url: string, { method, path, body }: Exchange, { seconds, connections }: RoundOptions) {
  const headers = body === undefined ? {} : { "Content-Type": "application/json" };
  const target = new URL(path, url).href;
  // autocannon's own percentiles are in whole milliseconds.
  const times: number[] = [];
  const { requests, duration, non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const input = { url: target, method, headers, body, connections, duration: seconds };
    const run = autocannon(input, (error: Error | null, result) => (error ? reject(error) : resolve(result)));
    run.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  if (non2xx + errors > 0) throw new Error(`${target}: ${non2xx} answers that are not 2xx, ${errors} errors`);
  return { requestsPerSecond: requests.total / duration, p99: quantile(times, 0.99) };
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: number[], level: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(level * sorted.length))];
}
