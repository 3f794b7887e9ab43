import { printTable } from "../../commands/output.ts";
import { printLine } from "../../terminal.ts";
import { damages } from "./damages.ts";
import type { KillReport } from "./kills.ts";
import type { Outcome } from "./torn.ts";

const GOAL_READY_MILLISECONDS = 3000;
const GOAL_LOSS_MILLISECONDS = 3000;
const FAULTS_SHOWN = 20;
const DETAIL_LENGTH = 500;

const begin = performance.now();

/** Prints what became of what was accepted, and sets the exit code to 1 where a goal is missed. */
export function printKills({ ledger, moments, readyMilliseconds }: KillReport): void {
  const kills = Object.values(moments).reduce((sum, count) => sum + count, 0);
  const states = ["succeeded", "cancelled", "failed", undefined] as const;
  const partial = ledger.results.filter(({ accepted }) => accepted.last?.state === "cancelled");
  const goals: [string, number, number, string][] = [
    ["accepted and lost", ledger.count("lost"), 0, ""],
    ["wrong bytes", ledger.count("wrong bytes"), 0, ""],
    ["impossible states", ledger.count("impossible"), 0, ""],
    ["requests that failed", ledger.count("failed request"), 0, ""],
    ["never ready", ledger.count("never ready"), 0, ""],
    ["slowest until ready", Math.round(Math.max(...readyMilliseconds)), GOAL_READY_MILLISECONDS, " ms"],
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
      ["  of them partial", String(partial.length), ""],
      ...goals.map(([what, here, goal, unit]) => [what, `${here}${unit}`, `${goal}${unit}`]),
      ["median until ready", `${Math.round(median(readyMilliseconds))} ms`, ""],
      ["duration", duration(), ""],
    ],
  );
  printFaults(ledger.faults);
  if (goals.some(([, here, goal]) => here > goal)) process.exitCode = 1;
}

/** Prints what became of damaged folders, and sets the exit code to 1 where one was not honestly dealt with. */
export function printTorn(outcomes: readonly Outcome[]): void {
  const kinds = ["all right", "recomputed", "absent", "refused"] as const;
  const count = (some: readonly Outcome[], kind: Outcome["kind"]) =>
    String(some.filter((outcome) => outcome.kind === kind).length);
  const faulty = (some: readonly Outcome[]) => String(some.filter(({ faults }) => faults.length > 0).length);
  const row = (name: string, some: readonly Outcome[]) => [
    name,
    String(some.length),
    ...kinds.map((kind) => count(some, kind)),
    faulty(some),
  ];
  printTable(
    ["damage", "times", "all right", "recomputed", "something absent", "refused", "with a fault"],
    [
      ...damages.map(({ name }) =>
        row(
          name,
          outcomes.filter(({ damage }) => damage === name),
        ),
      ),
      row("all", outcomes),
    ],
  );
  const faults = outcomes.flatMap(({ damage, faults }) => faults.map((fault) => ({ damage, ...fault })));
  const faultKinds = ["wrong bytes", "unclear refusal", "failed request", "hung", "died"] as const;
  const slowest = Math.max(...outcomes.map(({ readyMilliseconds }) => readyMilliseconds));
  printTable(
    ["", "here", "goal"],
    [
      ...faultKinds.map((kind) => [
        `damages with: ${kind}`,
        String(outcomes.filter((outcome) => outcome.faults.some((fault) => fault.kind === kind)).length),
        "0",
      ]),
      ["slowest until ready or refused", `${Math.round(slowest)} ms`, ""],
      ["duration", duration(), ""],
    ],
  );
  for (const reason of new Set(outcomes.map(({ reason }) => reason))) if (reason) printLine(`refused: ${reason}`);
  printFaults(faults.map(({ damage, kind, detail }) => ({ kind: `${kind}, ${damage}`, detail })));
  if (faults.length > 0) process.exitCode = 1;
}

function printFaults(faults: readonly { kind: string; detail: string }[]): void {
  for (const { kind, detail } of faults.slice(0, FAULTS_SHOWN)) {
    printLine(`${kind}: ${detail.trim().slice(0, DETAIL_LENGTH)}`);
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

function duration(): string {
  return `${Math.round((performance.now() - begin) / 1000)} s`;
}
