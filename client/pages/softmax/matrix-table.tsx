import type { ReactNode } from "react";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { scientific } from "../lecture/numbers.ts";
import { agrees, type Printed } from "./published.ts";
import type { Matrix } from "./layer.ts";

interface MatrixTableProps {
  caption: ReactNode;
  label: string;
  /** What the rows are. */
  corner: string;
  rows: readonly ReactNode[];
  columns: readonly ReactNode[];
  values: Matrix;
  /** The numbers of a post, if they are of the same layer. */
  printed?: Printed<Matrix>;
}

/** A matrix with the number that a post prints below ours. */
export function MatrixTable({ caption, label, corner, rows, columns, values, printed }: MatrixTableProps) {
  return (
    <ScrollBox label={label} className="table-scroll matrix">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map((column, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- a column is its place
              <th key={i} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {values.map((row, t) => (
            // oxlint-disable-next-line react/no-array-index-key -- a row is its place
            <tr key={t}>
              <th scope="row">{rows[t]}</th>
              {row.map((value, i) => (
                // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
                <td key={i}>
                  {numberText(value)}
                  <Published value={value} printed={printed?.[t]?.[i]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** What a post prints, and whether it is the same number. */
export function Published({ value, printed }: { value: number; printed: string | undefined }) {
  if (printed === undefined) return null;
  return (
    <>
      {" "}
      <span className={agrees(value, printed) ? "printed" : "printed differs"}>
        post: {printed.replace("-", "−")} {agrees(value, printed) ? "✓" : "differs"}
      </span>
    </>
  );
}

const DIGITS = 8;

/** Eight decimals; powers of ten where those are too few. */
export function numberText(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size < 1e-6 || size >= 1e7 ? scientific(size, 4) : size.toFixed(DIGITS);
  return `${value < 0 ? "−" : ""}${text}`;
}
