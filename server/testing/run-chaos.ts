import { parseArgs } from "node:util";
import { printLine, printTable } from "../commands/output.ts";
import { killAgainAndAgain, type KillReport } from "./chaos/kills.ts";
import { targets } from "./chaos/target.ts";

/**
 * `npm run chaos`: kills the built server 200 times at random moments and says what became of what it had accepted.
 * Exits with 1 where a goal is missed.
 *
 *   npm run chaos -- [server] [--kills 200] [--seed chaos]
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: "string", default: "200" }, seed: { type: "string", default: "chaos" } },
});
const GOAL_READY_MILLISECONDS = 3000;
const GOAL_LOSS_MILLISECONDS = 3000;
const FAULTS_SHOWN = 20;

const [name = "server"] = positionals;
const start = performance.now();
printReport(await killAndTell(name, Number(values.kills), values.seed));

async function killAndTell(name: string, kills: number, seed: string): Promise<KillReport> {
  const makeTarget = targets[name];
  if (!makeTarget) throw new Error(`${name} is none of ${Object.keys(targets).join(", ")}`);
  const target = await makeTarget();
  const onKill = (kill: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${kill} of ${kills}`);
  };
  try {
    return await killAgainAndAgain(target, { kills, seed, onKill });
  } finally {
    await target.stop();
  }
}

function printReport({ ledger, moments, readyMilliseconds }: KillReport): void {
  const states = ["succeeded", "cancelled", "failed", undefined] as const;
  const sorted = readyMilliseconds.toSorted((a, b) => a - b);
  const kills = Object.values(moments).reduce((sum, count) => sum + count, 0);
  const goals: [string, number, number, string][] = [
    ["accepted and lost", ledger.count("lost"), 0, ""],
    ["wrong bytes", ledger.count("wrong bytes"), 0, ""],
    ["impossible states", ledger.count("impossible"), 0, ""],
    ["requests that failed", ledger.count("failed request"), 0, ""],
    ["slowest until ready", Math.round(Math.max(...sorted)), GOAL_READY_MILLISECONDS, " ms"],
    ["progress lost by a kill, at most", Math.round(ledger.oldestLoss), GOAL_LOSS_MILLISECONDS, " ms"],
  ];
  printTable(
    ["", "here", "goal"],
    [
      ["kills", String(kills), ""],
      ...Object.entries(moments).map(([moment, count]) => [`  ${moment}`, String(count), ""]),
      ["simulations accepted", String(ledger.accepted.size), ""],
      ...states.map((state) => [
        `  ${state ?? "never seen"}`,
        String(ledger.of(({ last }) => last?.state === state).length),
        "",
      ]),
      ["results held against the library's", String(ledger.results.length), ""],
      [
        "  of them partial",
        String(ledger.results.filter(({ accepted }) => accepted.last?.state === "cancelled").length),
        "",
      ],
      ...goals.map(([what, here, goal, unit]) => [what, `${here}${unit}`, `${goal}${unit}`]),
      ["median until ready", `${Math.round(sorted[sorted.length >> 1])} ms`, ""],
      ["duration", `${Math.round((performance.now() - start) / 1000)} s`, ""],
    ],
  );
  for (const { kind, detail } of ledger.faults.slice(0, FAULTS_SHOWN)) printLine(`${kind}: ${detail.slice(0, 500)}`);
  if (goals.some(([, here, goal]) => here > goal)) process.exitCode = 1;
}
