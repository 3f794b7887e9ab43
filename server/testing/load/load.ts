import { cpus } from "node:os";
import { printTable } from "../../commands/output.ts";
import { printLine } from "../../terminal.ts";
import { maximal, ordinary, question } from "./cases.ts";
import { readEvents } from "./event-readers.ts";
import { measureMonsters } from "./monsters.ts";
import { LabClient, type Strain } from "./lab-client.ts";
import { measureQuestions } from "./questions.ts";
import { type Exchange, startBare, startLab, stopServers } from "./processes.ts";
import { type RoundOptions, takeTurns } from "./rounds.ts";

/**
 * `npm run load`: how the server answers while it computes a maximal simulation, beside a bare Express server that sends
 * the same bytes next to the same simulation. Exits with 1 where a goal is missed; with `--quick`, which measures once to
 * see that it runs, only where events were lost. `npm run load -- monsters` measures one section alone: `requests`,
 * `monsters` or `questions`.
 */
const isQuick = process.argv.includes("--quick");
const sections = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const options: RoundOptions = isQuick
  ? { rounds: 1, seconds: 1, connections: 10 }
  : { rounds: 5, seconds: 2, connections: 10 };

const SHARE_OF_BARE = 0.5;
const TIMES_ITS_P99 = 2;
const DELAY_MILLISECONDS = 30;
const READERS = 500;

const STRAIN_HEAD = ["loop p50", "p99", "max ms", `≤ ${DELAY_MILLISECONDS}`, "memory MB"];
let isMissed = false;

try {
  const lab = new LabClient((await startLab()).url);
  printLine(`${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.version}`);
  const isAsked = (section: string) => sections.includes(section) || (sections.length === 0 && !isQuick);
  if (isAsked("monsters") && !(await measureMonsters(lab))) isMissed = true;
  if (isAsked("questions") && !(await measureQuestions(lab))) isMissed = true;
  if (isAsked("requests") || sections.length === 0) await besideMaximal(lab);
} finally {
  await stopServers();
}
process.exitCode = isMissed ? 1 : 0;

async function besideMaximal(lab: LabClient): Promise<void> {
  const exchanges = [await lab.exchange("exact answer", "POST", "/api/v1/selection-probabilities", question)];
  for (const [name, spec] of Object.entries(ordinary)) {
    exchanges.push(await lab.exchange(`result, ${name}`, "GET", await lab.finished(spec)));
  }
  const bare = await startBare(exchanges);
  for (const [name, spec] of Object.entries(maximal).slice(0, isQuick ? 1 : undefined)) {
    printLine();
    printLine(`Beside a maximal simulation of ${name}:`);
    const simulation = await lab.start(spec);
    await lab.firstData(simulation);
    await measureRequests(lab, bare.url, exchanges);
    await measureStreams(lab);
    await lab.expectRunning(simulation);
    await lab.cancel(simulation);
  }
}

async function measureRequests(lab: LabClient, bareUrl: string, exchanges: Exchange[]): Promise<void> {
  const rows: string[][] = [];
  for (const exchange of exchanges) {
    await lab.strain();
    const [ours, bare] = await takeTurns([lab.url, bareUrl], exchange, options);
    const share = ours.requestsPerSecond / bare.requestsPerSecond;
    const times = ours.p99 / bare.p99;
    rows.push([
      `${exchange.name}, ${(exchange.text.length / 1000).toPrecision(2)} kB`,
      ours.requestsPerSecond.toFixed(0),
      bare.requestsPerSecond.toFixed(0),
      judged(share, share >= SHARE_OF_BARE),
      ours.p99.toFixed(1),
      bare.p99.toFixed(1),
      judged(times, times <= TIMES_ITS_P99),
      ...columnsOf(await lab.strain()),
    ]);
  }
  const goals = [`≥ ${SHARE_OF_BARE}`, "p99 ms", "bare", `≤ ${TIMES_ITS_P99}`];
  printTable([`${options.connections} connections`, "requests/s", "bare", ...goals, ...STRAIN_HEAD], rows);
}

async function measureStreams(lab: LabClient): Promise<void> {
  const rows: string[][] = [];
  for (const [name, spec] of Object.entries(ordinary)) {
    await lab.strain();
    const simulation = await lab.start({ ...spec, seed: performance.now().toString() });
    const begin = performance.now();
    const { terminal, events, bytes } = await readEvents(new URL(simulation.links.events, lab.url).href, READERS);
    const seconds = (performance.now() - begin) / 1000;
    if (terminal < READERS) isMissed = true;
    rows.push([
      `events, ${name}`,
      String(terminal),
      seconds.toFixed(1),
      (events / READERS).toFixed(1),
      (bytes / 1e6 / seconds).toFixed(1),
      ...columnsOf(await lab.strain()),
    ]);
  }
  printTable([`${READERS} readers`, "saw the end", "seconds", "events each", "MB/s", ...STRAIN_HEAD], rows);
}

function columnsOf({ p50, p99, max, memoryBytes }: Strain): string[] {
  const milliseconds = [p50, p99, max].map((value) => value.toFixed(1));
  return [...milliseconds, judged(undefined, p99 <= DELAY_MILLISECONDS), (memoryBytes / 1e6).toFixed(0)];
}

/** A ratio to a goal, and whether it meets it. */
function judged(ratio: number | undefined, isMet: boolean): string {
  if (!isMet && !isQuick) isMissed = true;
  const verdict = isMet ? "met" : "missed";
  return ratio === undefined ? verdict : `${ratio.toFixed(2)} ${verdict}`;
}
