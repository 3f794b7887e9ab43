import { once } from "node:events";
import { Agent, get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { isTerminal, type SimulationState } from "../../../experiments/result/simulation-handle.ts";

/** One reader in so many stops reading for a second after its first data. */
const SLOW_EVERY = 10;
const PAUSE_MILLISECONDS = 1000;

/** What readers of one simulation's events have got. */
export interface Read {
  /** Readers whose last event said that the simulation is at its end. */
  terminal: number;
  events: number;
  bytes: number;
}

/** Reads one simulation's events by so many connections, some of them slow, until the server ends them all. */
export async function readEvents(url: string, readerCount: number): Promise<Read> {
  const agent = new Agent({ keepAlive: false });
  const readers = await Promise.all(
    Array.from({ length: readerCount }, (_, reader) => readOne(url, agent, reader % SLOW_EVERY === 0)),
  );
  return {
    terminal: readers.filter(({ isTerminal }) => isTerminal).length,
    events: readers.reduce((sum, { events }) => sum + events, 0),
    bytes: readers.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** A connection that breaks has read what it has read. */
async function readOne(url: string, agent: Agent, isSlow: boolean) {
  const [response] = (await once(get(url, { agent }), "response")) as [IncomingMessage];
  let mayPause = isSlow;
  let [bytes, events] = [0, 0];
  /** The received part of the incomplete event, and the state in the last complete one. */
  let begun = "";
  let state: SimulationState = "queued";
  for await (const chunk of response.setEncoding("utf8") as AsyncIterable<string>) {
    bytes += chunk.length;
    const parts = (begun + chunk).split("\n\n");
    begun = parts.pop()!;
    for (const event of parts.filter((text) => text.startsWith("event: snapshot\n"))) {
      events++;
      state = /"state":"(\w+)"/.exec(event)![1] as SimulationState;
    }
    if (mayPause) await sleep(PAUSE_MILLISECONDS);
    mayPause = false;
  }
  return { bytes, events, isTerminal: isTerminal(state) };
}
