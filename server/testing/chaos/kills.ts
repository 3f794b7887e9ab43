import { setTimeout as sleep } from "node:timers/promises";
import { stream } from "../../../policies/random/streams.ts";
import type { Random } from "../../../policies/random/random.ts";
import { Client } from "./client.ts";
import { Ledger } from "./ledger.ts";
import type { Victim } from "./victim.ts";
import { drawWeighted } from "./shapes.ts";
import type { Target } from "./target.ts";
import { trueHashes } from "./truth.ts";

export interface KillOptions {
  kills: number;
  seed: string;
  /** The most replications of a simulation: as many as its shape has, unless it is said. */
  most?: number;
  onKill?: (kill: number) => void;
}

export interface KillReport {
  ledger: Ledger;
  /** Kills by their moment. */
  moments: Record<string, number>;
  /** From the start of the process until it was ready, of each that got so far. */
  readyMilliseconds: number[];
}

const CLIENTS = 2;
const LONGEST_LIFE_MILLISECONDS = 1500;
const LONGEST_START_MILLISECONDS = 2000;
const LONGEST_REQUEST_MILLISECONDS = 30;
/** Who is not ready by then never will be. */
const HUNG_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 100;

/** What happens between a victim's being ready and the kill; returns what is still on its way then. */
type Moment = (client: Client, random: Random) => Promise<Promise<void>[]>;

async function work(random: Random, longest = LONGEST_LIFE_MILLISECONDS): Promise<void> {
  await sleep(random.below(longest));
}

function within(milliseconds: number): Moment {
  return async (_, random) => {
    await work(random, milliseconds);
    return [];
  };
}

function during(request: (client: Client) => Promise<void>): Moment {
  return async (client, random) => {
    await work(random);
    const underWay = request(client);
    await sleep(random.below(LONGEST_REQUEST_MILLISECONDS));
    return [underWay];
  };
}

function after(request: (client: Client) => Promise<void>): Moment {
  return async (client, random) => {
    await work(random);
    await request(client);
    return [];
  };
}

const post = async (client: Client) => await client.postNew();
const cancel = async (client: Client) => await client.deleteOne();

/** When to kill, and how often then. */
const moments: readonly (readonly [{ name: string; moment?: Moment }, number])[] = [
  [{ name: "while it starts" }, 3],
  [{ name: "while it works", moment: within(LONGEST_LIFE_MILLISECONDS) }, 3],
  [{ name: "while it works, or later", moment: within(3 * LONGEST_LIFE_MILLISECONDS) }, 3],
  [{ name: "during a POST", moment: during(post) }, 3],
  [{ name: "during a DELETE", moment: during(cancel) }, 1],
  [{ name: "right after a POST", moment: after(post) }, 2],
  [{ name: "right after a DELETE", moment: after(cancel) }, 1],
];

/**
 * Kills a target again and again at random moments, while clients start, share, cancel and read simulations; then lets
 * all that was accepted come to its end, and holds every result against the library's.
 */
export async function killAgainAndAgain(
  target: Target,
  { kills, seed, most, onKill }: KillOptions,
): Promise<KillReport> {
  const report: KillReport = { ledger: new Ledger(), moments: {}, readyMilliseconds: [] };
  for (let kill = 1; kill <= kills; kill++) {
    await liveAndDie(target, report, { most, randomOf: (who) => stream(seed, "monte-carlo", who, kill) });
    onKill?.(kill);
  }
  await comeToTheEnd(target, report, stream(seed, "monte-carlo", "end"));
  report.ledger.judge(await trueHashes(report.ledger.results));
  return report;
}

interface Life {
  most?: number;
  randomOf: (who: string) => Random;
}

async function liveAndDie(target: Target, report: KillReport, { most, randomOf }: Life): Promise<void> {
  const { ledger } = report;
  const random = randomOf("kill");
  const { name, moment } = drawWeighted(random, moments);
  report.moments[name] = (report.moments[name] ?? 0) + 1;
  const start = performance.now();
  const victim = target.launch();
  const underWay: Promise<void>[] = [];
  let isOver = false;
  const url = moment && (await untilReady(victim, start, report));
  if (moment && url) {
    const mayFail = () => isOver && !target.answersThroughout;
    const client = (who: string) => new Client(url, ledger, randomOf(who), { mayFail, most });
    underWay.push(client("first").lookAtUnfinished());
    for (let i = 1; i <= CLIENTS; i++) underWay.push(client(`client ${i}`).actUntil(() => isOver));
    underWay.push(...(await moment(client("moment"), random)));
  } else if (!moment) await sleep(random.below(LONGEST_START_MILLISECONDS));
  isOver = true;
  const killTime = performance.now();
  await victim.kill("SIGKILL");
  await Promise.all(underWay);
  // A server that goes on answering has no reason to forget progress.
  if (!target.answersThroughout) ledger.killedAt(killTime);
}

async function comeToTheEnd(target: Target, report: KillReport, random: Random): Promise<void> {
  const { ledger } = report;
  const start = performance.now();
  const victim = target.launch();
  const url = await untilReady(victim, start, report);
  if (!url) return;
  const client = new Client(url, ledger, random, { mayFail: () => false });
  while (!ledger.isAtEnd && ledger.count("lost") === 0) {
    await client.lookAtUnfinished();
    await sleep(LOOK_MILLISECONDS);
  }
  for (const accepted of ledger.accepted.values()) {
    await client.look(accepted);
    await client.lookAtResult(accepted);
  }
  const { code, errors } = await victim.kill("SIGTERM");
  if (code !== 0) ledger.blame("impossible", `asked to stop, it ended with ${code}: ${errors}`);
}

async function untilReady(victim: Victim, start: number, report: KillReport): Promise<string | undefined> {
  const url = await Promise.race([victim.ready, sleep(HUNG_MILLISECONDS, undefined, { ref: false })]);
  const milliseconds = performance.now() - start;
  report.readyMilliseconds.push(milliseconds);
  if (url === undefined) {
    const stage = victim.stage();
    const { code, errors } = await victim.kill("SIGKILL");
    report.ledger.blame("never ready", `after ${Math.round(milliseconds)} ms, ${stage}; exit code ${code}: ${errors}`);
  }
  return url;
}
