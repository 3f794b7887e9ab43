import Table from "cli-table3";
import pc from "picocolors";
import { visible } from "../terminal.ts";

/** Bold on terminals only: picocolors would colour a pipe too if the variable CI is set. */
const { bold } = pc.createColors(process.stdout.isTTY ? pc.isColorSupported : false);

/** Prints a table; `leftColumns` hold text, all others numbers. */
export function printTable(head: string[], rows: string[][], leftColumns: readonly number[] = [0]): void {
  const table = new Table({
    head: head.map((title) => bold(visible(title))),
    colAligns: head.map((_, column) => (leftColumns.includes(column) ? "left" : "right")),
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((cells) => cells.map(visible)));
  process.stdout.write(`${table.toString()}\n`);
}

/** A number with at most 6 significant digits. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** A fraction that fits in a column; longer ones are shortened (--json has all digits). */
export function shortFraction(fraction: string | undefined): string {
  if (fraction === undefined) return "";
  return fraction.length <= 25 ? fraction : `${fraction.slice(0, 10)}… (${fraction.length} digits)`;
}

/** An error bound with two significant digits. */
export function shortErrorBound(errorBound: number): string {
  return errorBound === 0 ? "0" : errorBound.toExponential(1);
}
