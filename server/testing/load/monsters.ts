import { setTimeout as sleep } from "node:timers/promises";
import type { SimulationSpecInput } from "../../../experiments/spec/spec.ts";
import { printTable } from "../../commands/output.ts";
import { printLine } from "../../terminal.ts";
import { monsters } from "./cases.ts";
import type { LabClient } from "./lab-client.ts";

/** Seconds within which a small simulation is done beside any other work. */
const SECONDS = 5;
/** Time in which a simulation shows that it takes long: it then has all threads but one, and has been interrupted. */
const HEAD_START_MILLISECONDS = 3000;

const small: Omit<SimulationSpecInput, "seed"> = {
  bandit: { kind: "bernoulli", means: [0.45, 0.55] },
  policies: [{ kind: "ucb1" }],
  horizon: 1000,
  replications: 1000,
};

/**
 * How long a small simulation takes behind each monster, which has just begun or is known to take long, and behind all.
 *
 * @returns whether each was done in time
 */
export async function measureMonsters(lab: LabClient): Promise<boolean> {
  const rows: string[][] = [];
  let isInTime = true;
  const cases: [string, SimulationSpecInput[]][] = Object.entries(monsters).map(([name, spec]) => [name, [spec]]);
  for (const [name, specs] of [...cases, ["all three at once", Object.values(monsters)] as const]) {
    const started = await Promise.all(specs.map(async (spec) => await lab.start(spec)));
    const times = [await secondsOfSmall(lab)];
    await sleep(HEAD_START_MILLISECONDS);
    times.push(await secondsOfSmall(lab));
    const { state, cost } = await lab.find(started[0]);
    const isMet = times.every((seconds) => seconds <= SECONDS);
    isInTime &&= isMet;
    rows.push([
      name,
      ...times.map((seconds) => seconds.toFixed(2)),
      isMet ? "met" : "missed",
      state,
      cost ? `${cost.threadSeconds} of ${cost.estimatedSeconds}` : "–",
    ]);
    for (const simulation of started) await lab.cancel(simulation);
  }
  printLine();
  printLine("A small simulation behind monsters, seconds:");
  printTable(["behind", "at once", "3 s later", `≤ ${SECONDS}`, "the monster is", "thread seconds"], rows);
  return isInTime;
}

async function secondsOfSmall(lab: LabClient): Promise<number> {
  const begin = performance.now();
  await lab.finished({ ...small, seed: `${begin}` });
  return (performance.now() - begin) / 1000;
}
