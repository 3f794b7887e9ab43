import { parseArgs } from "node:util";
import { killAgainAndAgain, type KillReport } from "./chaos/kills.ts";
import { printKills, printTorn } from "./chaos/report.ts";
import { targets } from "./chaos/target.ts";
import { tearAgainAndAgain } from "./chaos/torn.ts";

/**
 * `npm run chaos`: kills the built server, or a worker of a cluster, 200 times at random moments and says what became of
 * what had been accepted. Exits with 1 where a goal is missed.
 *
 *   npm run chaos -- [server|worker] [--kills 200] [--seed chaos]
 *   npm run chaos -- torn [--damages 200] [--seed chaos]     damages the database's files instead
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: "string", default: "200" },
    damages: { type: "string", default: "200" },
    seed: { type: "string", default: "chaos" },
  },
});
/** Where standard error is a file. */
const LINE_EVERY = 10;

const [name = "server"] = positionals;
if (name === "torn") {
  printTorn(await tearAgainAndAgain({ times: Number(values.damages), seed: values.seed, onOutcome: tell }));
} else printKills(await killAndTell(name, Number(values.kills), values.seed));

function tell(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of}`);
  else if (done % LINE_EVERY === 0) process.stderr.write(`${done} of ${of}\n`);
}

async function killAndTell(name: string, kills: number, seed: string): Promise<KillReport> {
  const makeTarget = targets[name];
  if (!makeTarget) throw new Error(`${name} is none of ${[...Object.keys(targets), "torn"].join(", ")}`);
  const target = await makeTarget();
  try {
    return await killAgainAndAgain(target, { kills, seed, onKill: (kill) => tell(kill, kills) });
  } finally {
    await target.stop();
  }
}
