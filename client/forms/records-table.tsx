import { type KeyboardEvent, useState } from "react";
import type { Mistake } from "../../experiments/mistakes.ts";
import { FieldMistakes } from "./field-mistakes.tsx";
import { numberFromText, shownText } from "./number-text.ts";
import type { ParameterField } from "./parameter-fields.ts";
import { LONGEST_NAME, type RecordDraft } from "./record-draft.ts";
import "./records-table.css";

interface RecordsTableProps {
  caption: string;
  fields: readonly ParameterField[];
  rows: readonly RecordDraft[];
  /** What every row is called in full; without, rows are numbered. */
  spokenNames?: readonly string[];
  /** The names as they were typed, empty where none was, and what to do when one is typed. */
  names?: readonly string[];
  /** JSON pointer of the list of names. */
  namesPointer?: string;
  onRename?: (row: number, name: string) => void;
  /** JSON pointer of the list. */
  pointer: string;
  mistakes: readonly Mistake[];
  most: number;
  /** While something is typed. */
  onEdit: (row: number, record: RecordDraft) => void;
  onAdd: () => void;
  onRemove: (row: number) => void;
  onCommit: () => void;
}

/** One row for each arm, one column for each of its numbers. Enter goes down a row, and adds one at the end. */
export function RecordsTable(props: RecordsTableProps) {
  const { caption, fields, rows, names, namesPointer, spokenNames, onRename, pointer, mistakes, most } = props;
  const { onEdit, onAdd, onRemove, onCommit } = props;
  const full = rows.length >= most;
  return (
    <>
      <table className="records">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            {fields.map(({ name, title, symbol }) => (
              <th key={name} scope="col">
                {symbol ?? title} {symbol && symbol !== title && <span className="records-title">{title}</span>}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((record, row) => (
            <RecordRow
              // oxlint-disable-next-line react/no-array-index-key -- an arm is its index
              key={row}
              row={row}
              name={spokenNames?.[row] ?? String(row + 1)}
              typedName={names?.[row] ?? ""}
              record={record}
              fields={fields}
              mistakes={mistakes.filter((mistake) => mistake.pointer.startsWith(`${pointer}/${row}/`))}
              nameMistakes={mistakes.filter((mistake) => mistake.pointer === `${namesPointer}/${row}`)}
              pointer={`${pointer}/${row}`}
              onRename={onRename && ((name) => onRename(row, name))}
              onEdit={(changed) => onEdit(row, changed)}
              onRemove={rows.length > 1 ? () => onRemove(row) : undefined}
              onCommit={onCommit}
              onKeyDown={(event) => moveDown(event, full ? undefined : onAdd)}
            />
          ))}
        </tbody>
      </table>
      <FieldMistakes id="records-mistakes" mistakes={mistakes.filter((mistake) => mistake.pointer === pointer)} />
      <div className="row">
        <button type="button" className="compact" disabled={full} onClick={onAdd}>
          Add an arm
        </button>
      </div>
    </>
  );
}

interface RecordRowProps {
  row: number;
  name: string;
  typedName: string;
  record: RecordDraft;
  fields: readonly ParameterField[];
  pointer: string;
  mistakes: readonly Mistake[];
  nameMistakes: readonly Mistake[];
  onRename?: (name: string) => void;
  onEdit: (record: RecordDraft) => void;
  onRemove?: () => void;
  onCommit: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function RecordRow(props: RecordRowProps) {
  const { row, name, typedName, record, fields, pointer, mistakes, nameMistakes } = props;
  const { onRename, onEdit, onRemove, onCommit, onKeyDown } = props;
  const [typed, setTyped] = useState<Record<string, string>>({});
  const id = (field: string) => `${pointer.slice(1).replaceAll("/", "-")}-${field}-mistakes`;
  const mistakesOf = (field: string) => mistakes.filter((mistake) => mistake.pointer === `${pointer}/${field}`);
  const wrong = fields.filter((field) => mistakesOf(field.name).length > 0);
  return (
    <>
      <tr>
        <th scope="row">
          {onRename ? (
            <input
              type="text"
              autoComplete="off"
              spellCheck={false}
              maxLength={LONGEST_NAME}
              aria-label={`Name of arm ${row + 1}`}
              aria-invalid={nameMistakes.length > 0 || undefined}
              aria-describedby={nameMistakes.length > 0 ? id("name") : undefined}
              value={typedName}
              placeholder={name}
              onChange={({ target }) => onRename(target.value)}
              onBlur={onCommit}
              onKeyDown={onKeyDown}
            />
          ) : (
            name
          )}
        </th>
        {fields.map((field) => (
          <td key={field.name}>
            <input
              type="text"
              inputMode={field.type === "number" && field.integer ? "numeric" : "decimal"}
              autoComplete="off"
              aria-label={`${spokenColumn(field)} of arm ${name}`}
              aria-invalid={wrong.includes(field) || undefined}
              aria-describedby={wrong.includes(field) ? id(field.name) : undefined}
              value={shownText(typed[field.name] ?? "", record[field.name])}
              onChange={({ target }) => {
                setTyped({ ...typed, [field.name]: target.value });
                onEdit({ ...record, [field.name]: numberFromText(target.value) });
              }}
              onBlur={onCommit}
              onKeyDown={onKeyDown}
            />
          </td>
        ))}
        <td>
          <button
            type="button"
            className="quiet compact"
            aria-label={`Remove arm ${name}`}
            disabled={!onRemove}
            onClick={onRemove}
          >
            ×
          </button>
        </td>
      </tr>
      {wrong.length + nameMistakes.length > 0 && (
        <tr className="records-mistakes">
          <td colSpan={fields.length + 2}>
            <FieldMistakes
              id={id("name")}
              mistakes={nameMistakes.map((one) => ({ ...one, detail: `name ${one.detail}` }))}
            />
            {wrong.map((field) => (
              <div key={field.name} id={id(field.name)}>
                {mistakesOf(field.name).map(({ detail }) => (
                  <p key={detail} className="error" role="alert">
                    {columnName(field)} {detail}
                  </p>
                ))}
              </div>
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

/** "posterior mean, m": symbols are not always read aloud. */
function spokenColumn({ symbol, title }: ParameterField): string {
  return symbol && symbol !== title ? `${title}, ${symbol}` : title;
}

function columnName({ symbol, title }: ParameterField): string {
  return symbol ?? title;
}

/** Enter: to the same column of the next row, which is made first if there is none. */
function moveDown(event: KeyboardEvent<HTMLInputElement>, onAdd: (() => void) | undefined): void {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const cell = event.currentTarget.closest<HTMLTableCellElement>("td, th")!;
  const body = cell.closest("tbody")!;
  const rows = () => [...body.rows].filter((row) => row.querySelector("input"));
  const row = rows().indexOf(cell.closest("tr")!);
  const focusBelow = () => {
    const below = rows()[row + 1]?.cells[cell.cellIndex].querySelector("input");
    below?.focus();
    below?.select();
  };
  if (row + 1 < rows().length) focusBelow();
  else if (onAdd) {
    onAdd();
    requestAnimationFrame(focusBelow);
  }
}
