import type { KeyboardEvent } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { adviceOn } from "../text/mistakes.ts";
import { capitalised } from "../text/words.ts";
import { AmbiguousNumber } from "./ambiguous-number.tsx";
import { FieldMistakes } from "./field-mistakes.tsx";
import { listMistakes } from "./list-mistakes.ts";
import { mistakesAt } from "./mistakes-at.ts";
import { NumberInput } from "./number-input.tsx";
import { NumbersInput } from "./numbers-input.tsx";
import { readingsOf } from "./number-text.ts";
import type { ParameterField } from "./parameter-fields.ts";
import type { RecordDraft } from "./record-draft.ts";

interface RecordRowProps {
  row: number;
  /** What a row belongs to: "arm". */
  entry: string;
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
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** A row of a table of records, with the mistakes of its cells below. */
export function RecordRow(props: RecordRowProps) {
  const { row, entry, name, typedName, record, fields, pointer, mistakes, nameMistakes } = props;
  const { onRename, onEdit, onRemove, onCommit, onKeyDown } = props;
  const id = (field: string) => `${pointer.slice(1)}-${field}-mistakes`.replaceAll("/", "-");
  const cells = fields.map((field) => cellOf(field, record[field.name], pointer, mistakes));
  const ofCells = new Set(cells.flatMap((cell) => cell.own));
  const others = mistakes.filter((mistake) => !ofCells.has(mistake.pointer));
  const wrong = cells.filter((cell) => cell.readings || cell.mistakes.length > 0);
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
              aria-label={`Name of ${entry} ${row + 1}`}
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
        {cells.map((cell) => {
          const { field, value } = cell;
          const isWrong = wrong.includes(cell);
          const common = {
            "aria-label": `${spokenColumn(field)} of ${entry} ${name}`,
            wrong: isWrong,
            describedBy: isWrong ? id(field.name) : undefined,
            cell: `${row} ${field.name}`,
            onChange: (changed: unknown) => edit(field, changed),
            onCommit,
          };
          return (
            <td key={field.name}>
              {field.type === "numbers" ? (
                <NumbersInput {...common} rows={rowsFor(listOf(value))} values={listOf(value)} />
              ) : (
                <NumberInput
                  {...common}
                  id={`${id(field.name)}-input`}
                  value={value}
                  whole={isWhole(field)}
                  onKeyDown={onKeyDown}
                />
              )}
            </td>
          );
        })}
        <td>
          <button
            type="button"
            className="quiet compact"
            aria-label={`Remove ${entry} ${name}`}
            disabled={!onRemove}
            onClick={onRemove}
          >
            ×
          </button>
        </td>
      </tr>
      {wrong.length + nameMistakes.length + others.length > 0 && (
        <tr className="records-mistakes">
          <td colSpan={fields.length + 2}>
            <FieldMistakes id={id("name")} mistakes={nameMistakes.map((one) => `Name: ${adviceOn(one)}`)} />
            <FieldMistakes id={id("row")} mistakes={others.map((one) => textOf(one, pointer))} />
            {wrong.map((cell) => (
              <CellMistakes
                key={cell.field.name}
                id={id(cell.field.name)}
                cell={cell}
                onChoose={(value) => edit(cell.field, value)}
              />
            ))}
          </td>
        </tr>
      )}
    </>
  );
}

interface Cell {
  field: ParameterField;
  value: unknown;
  readings: readonly number[] | undefined;
  /** What to do about its mistakes. */
  mistakes: readonly string[];
  /** The pointers of the mistakes that are shown at it. */
  own: readonly string[];
}

function cellOf(field: ParameterField, value: unknown, rowPointer: string, mistakes: readonly Mistake[]): Cell {
  const pointer = `${rowPointer}/${field.name}`;
  const own = mistakesAt(mistakes, pointer, true).map((mistake) => mistake.pointer);
  if (field.type === "numbers") {
    const wrong = listMistakes(listOf(value), pointer, mistakes, field.entry);
    return { field, value, readings: undefined, mistakes: wrong, own };
  }
  return {
    field,
    value,
    readings: readingsOf(value, isWhole(field)),
    mistakes: mistakesAt(mistakes, pointer).map(adviceOn),
    own,
  };
}

interface CellMistakesProps {
  id: string;
  cell: Cell;
  onChoose: (value: number) => void;
}

/** The mistakes of a cell, or the readings of an ambiguous number. */
function CellMistakes({ id, cell: { field, value, readings, mistakes }, onChoose }: CellMistakesProps) {
  if (readings) {
    return <AmbiguousNumber id={id} inputId={`${id}-input`} value={value} readings={readings} onChoose={onChoose} />;
  }
  return (
    <div id={id}>
      {[...new Set(mistakes)].map((text) => (
        <p key={text} className="error" role="alert">
          {columnName(field)}: {text}
        </p>
      ))}
    </div>
  );
}

/** A mistake of the row, or of a list whose numbers have a cell each. */
function textOf(mistake: Mistake, row: string): string {
  const name = mistake.pointer.slice(row.length + 1);
  return name === "" ? adviceOn(mistake) : `${capitalised(name)}: ${adviceOn(mistake)}`;
}

export function columnName({ symbol, title }: ParameterField): string {
  return symbol ?? title;
}

/** "posterior mean, m": symbols are not always read aloud. */
function spokenColumn({ symbol, title }: ParameterField): string {
  return symbol && symbol !== title ? `${title}, ${symbol}` : title;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Lines for a list, with about five numbers each. */
function rowsFor(values: readonly unknown[]): number {
  return Math.max(1, Math.min(3, Math.ceil(values.length / 5)));
}

function isWhole(field: ParameterField): boolean {
  return field.type === "number" && field.integer;
}
