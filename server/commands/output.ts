import Table from "cli-table3";
import pc from "picocolors";
import { visible } from "../terminal.ts";

/** For a terminal alone: picocolors would colour a pipe too where the variable CI is set. */
const { bold } = pc.createColors(process.stdout.isTTY ? pc.isColorSupported : false);

/** Prints a table whose first column is text and whose other columns are numbers, unless said otherwise. */
export function printTable(head: string[], rows: string[][], leftColumns: readonly number[] = [0]): void {
  const table = new Table({
    head: head.map((title) => bold(visible(title))),
    colAligns: head.map((_, column) => (leftColumns.includes(column) ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((cells) => cells.map(visible)));
  process.stdout.write(`${table.toString()}\n`);
}

/** A number for people: 6 significant digits, and none that say nothing. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A fraction that fits in a column; longer ones are left to --json. */
export function shortFraction(fraction: string | undefined): string {
  if (fraction === undefined) return "";
  return fraction.length <= 25 ? fraction : `${fraction.slice(0, 10)}… (${fraction.length} digits)`;
}

/** A bound on an error needs no more than its size. */
export function shortErrorBound(errorBound: number): string {
  return errorBound === 0 ? "0" : errorBound.toExponential(1);
}
