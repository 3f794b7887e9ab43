import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { ScrollBox } from "../components/scroll-box.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { capitalised, withArticle } from "../text/words.ts";
import type { ParameterField } from "./parameter-fields.ts";
import { columnName, RecordRow } from "./record-row.tsx";
import type { RecordDraft } from "./record-draft.ts";
import { RowPages } from "./row-pages.tsx";
import type { TablePaste } from "./use-block-paste.tsx";
import "./records-table.css";

interface RecordsTableProps {
  caption: string;
  /** What a row belongs to; "arm" by default. */
  entry?: string;
  /** The columns: numbers, and lists of numbers in one cell each. */
  fields: readonly ParameterField[];
  rows: readonly RecordDraft[];
  /** Full names of the rows; without them rows are numbered. */
  spokenNames?: readonly string[];
  /** The names as typed; may be empty. */
  names?: readonly string[];
  /** JSON pointer of the list of names. */
  namesPointer?: string;
  onRename?: (row: number, name: string) => void;
  /** JSON pointer of the list. */
  pointer: string;
  mistakes: readonly Mistake[];
  fewest?: number;
  most: number;
  /** Called while typing. */
  onEdit: (row: number, record: RecordDraft) => void;
  onAdd: () => void;
  onRemove: (row: number) => void;
  /** Removes the column of a place of a list, by its name; absent if there is only one. */
  onRemoveColumn?: (name: string) => void;
  paste: TablePaste;
  /** Further buttons for the table. */
  actions?: ReactNode;
  onCommit: () => void;
}

/** Longer tables are shown in pages of this size. */
export const ROWS_SHOWN = 24;

/** One row per record, one column per number. Enter moves down a row, and adds one at the end. */
export function RecordsTable(props: RecordsTableProps) {
  const { caption, entry = "arm", fields, rows, names, namesPointer, spokenNames, onRename, pointer, mistakes } = props;
  const { fewest = 1, most, onEdit, onAdd, onRemove, onCommit } = props;
  const [page, setPage] = useState(0);
  const first = Math.min(page, Math.floor((rows.length - 1) / ROWS_SHOWN)) * ROWS_SHOWN;
  const shown = rows.slice(first, first + ROWS_SHOWN);
  const full = rows.length >= most;
  const add = () => {
    setPage(Math.floor(rows.length / ROWS_SHOWN));
    onAdd();
  };
  const hasMore = first + ROWS_SHOWN < rows.length;
  const below = hasMore ? () => setPage(page + 1) : full ? undefined : add;
  const { handlers, button, status } = props.paste;
  return (
    <fieldset aria-label={caption} {...handlers}>
      <ScrollBox className="records-scroll" label={caption}>
        <table className="records">
          <caption className="visually-hidden">{caption}</caption>
          <RecordsHead entry={entry} fields={fields} onRemoveColumn={props.onRemoveColumn} />
          <tbody>
            {shown.map((record, index) => {
              const row = first + index;
              return (
                <RecordRow
                  key={row}
                  row={row}
                  entry={entry}
                  name={spokenNames?.[row] ?? String(row + 1)}
                  typedName={names?.[row] ?? ""}
                  record={record}
                  fields={fields}
                  mistakes={mistakes.filter(({ pointer: at }) => isAtRow(at, pointer, row))}
                  nameMistakes={mistakes.filter((mistake) => mistake.pointer === `${namesPointer}/${row}`)}
                  pointer={`${pointer}/${row}`}
                  onRename={onRename && ((name) => onRename(row, name))}
                  onEdit={(changed) => onEdit(row, changed)}
                  onRemove={rows.length > fewest ? () => onRemove(row) : undefined}
                  onCommit={onCommit}
                  onKeyDown={(event) => moveDown(event, below)}
                />
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length > ROWS_SHOWN && (
        <RowPages
          entry={entry}
          first={first}
          size={ROWS_SHOWN}
          count={rows.length}
          wrong={rowsWith(mistakes, pointer)}
          onFirst={(start) => setPage(start / ROWS_SHOWN)}
        />
      )}
      <FieldMistakes
        id={`${pointer.slice(1).replaceAll("/", "-")}-mistakes`}
        mistakes={mistakes.filter((mistake) => mistake.pointer === pointer)}
      />
      <div className="row">
        <button type="button" className="compact" disabled={full} onClick={add}>
          Add {withArticle(entry)}
        </button>
        {props.actions}
        {button}
      </div>
      {status}
    </fieldset>
  );
}

function RecordsHead({
  entry = "arm",
  fields,
  onRemoveColumn,
}: Pick<RecordsTableProps, "entry" | "fields" | "onRemoveColumn">) {
  return (
    <thead>
      <tr>
        <th scope="col">{capitalised(entry)}</th>
        {fields.map((field) => {
          const { name, title, symbol } = field;
          return (
            <th key={name} scope="col">
              {columnName(field)}{" "}
              {onRemoveColumn && name.includes("/") && (
                <button
                  type="button"
                  className="quiet compact"
                  aria-label={`Remove ${title}`}
                  onClick={() => onRemoveColumn(name)}
                >
                  ×
                </button>
              )}{" "}
              {symbol && symbol !== title && <span className="records-title">{title}</span>}
            </th>
          );
        })}
        <th scope="col">
          <span className="visually-hidden">Remove</span>
        </th>
      </tr>
    </thead>
  );
}

function isAtRow(at: string, pointer: string, row: number): boolean {
  return at === `${pointer}/${row}` || at.startsWith(`${pointer}/${row}/`);
}

function rowsWith(mistakes: readonly Mistake[], pointer: string): number[] {
  const inside = mistakes.filter((mistake) => mistake.pointer.startsWith(`${pointer}/`));
  return inside.map((mistake) => Number(mistake.pointer.slice(pointer.length + 1).split("/")[0]));
}

/** On Enter, focuses the same column of the next row, which is added or shown first if needed. */
function moveDown(event: KeyboardEvent<HTMLElement>, onBelow: (() => void) | undefined): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const cell = event.currentTarget.closest<HTMLTableCellElement>("td, th")!;
  const table = cell.closest("table")!;
  const row = cell.closest("tr")!;
  const rows = () => [...table.tBodies[0].rows].filter((each) => each.querySelector("input"));
  const focusIn = (next: HTMLTableRowElement | undefined) => {
    const input = next?.cells[cell.cellIndex].querySelector("input");
    input?.focus();
    input?.select();
  };
  const next = rows()[rows().indexOf(row) + 1];
  if (next) focusIn(next);
  else if (onBelow) {
    onBelow();
    // On a new page the next row is the first one.
    requestAnimationFrame(() => focusIn(row.isConnected ? rows()[rows().indexOf(row) + 1] : rows()[0]));
  }
}
