import type { KeyboardEvent } from "react";
import type { Mistake } from "../../experiments/mistakes.ts";
import { AmbiguousNumber } from "./ambiguous-number.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { NumberInput } from "./number-input.tsx";
import { readingsOf } from "./number-text.ts";
import type { ParameterField } from "./parameter-fields.ts";
import type { RecordDraft } from "./record-draft.ts";
import type { TablePaste } from "./use-block-paste.tsx";
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
  /** How blocks are pasted into it. */
  paste: TablePaste;
  onCommit: () => void;
}

/** One row for each arm, one column for each of its numbers. Enter goes down a row, and adds one at the end. */
export function RecordsTable(props: RecordsTableProps) {
  const { caption, fields, rows, names, namesPointer, spokenNames, onRename, pointer, mistakes, most } = props;
  const { onEdit, onAdd, onRemove, onCommit } = props;
  const full = rows.length >= most;
  const { handlers, button, status } = props.paste;
  return (
    <fieldset aria-label={caption} {...handlers}>
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
        {button}
      </div>
      {status}
    </fieldset>
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
  const id = (field: string) => `${pointer.slice(1).replaceAll("/", "-")}-${field}-mistakes`;
  const mistakesOf = (field: string) => mistakes.filter((mistake) => mistake.pointer === `${pointer}/${field}`);
  const isWhole = (field: ParameterField) => field.type === "number" && field.integer;
  const readings = (field: ParameterField) => readingsOf(record[field.name], isWhole(field));
  const wrong = fields.filter((field) => readings(field) || mistakesOf(field.name).length > 0);
  const edit = (field: ParameterField, value: unknown) => onEdit({ ...record, [field.name]: value });
  return (
    <>
      <tr>
        <th scope="row">
          {onRename ? (
            <input
              type="text"
              autoComplete="off"
              spellCheck={false}
              aria-label={`Name of arm ${row + 1}`}
              aria-invalid={nameMistakes.length > 0 || undefined}
              aria-describedby={nameMistakes.length > 0 ? id("name") : undefined}
              data-cell={`${row} name`}
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
            <NumberInput
              id={`${id(field.name)}-input`}
              aria-label={`${spokenColumn(field)} of arm ${name}`}
              value={record[field.name]}
              whole={isWhole(field)}
              wrong={wrong.includes(field)}
              describedBy={wrong.includes(field) ? id(field.name) : undefined}
              cell={`${row} ${field.name}`}
              onChange={(value) => edit(field, value)}
              onCommit={onCommit}
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
              <CellMistakes
                key={field.name}
                id={id(field.name)}
                field={field}
                value={record[field.name]}
                readings={readings(field)}
                mistakes={mistakesOf(field.name)}
                onChoose={(value) => edit(field, value)}
              />
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

interface CellMistakesProps {
  id: string;
  field: ParameterField;
  value: unknown;
  readings: readonly number[] | undefined;
  mistakes: readonly Mistake[];
  onChoose: (value: number) => void;
}

/** What is wrong with a cell, or what to choose there. */
function CellMistakes({ id, field, value, readings, mistakes, onChoose }: CellMistakesProps) {
  if (readings) {
    return <AmbiguousNumber id={id} inputId={`${id}-input`} value={value} readings={readings} onChoose={onChoose} />;
  }
  return (
    <div id={id}>
      {mistakes.map(({ detail }) => (
        <p key={detail} className="error" role="alert">
          {columnName(field)} {detail}
        </p>
      ))}
    </div>
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
