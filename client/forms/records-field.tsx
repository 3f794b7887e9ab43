import { useState } from "react";
import type { Mistake } from "../../experiments/mistakes/mistakes.ts";
import { mistakesAt } from "./mistakes-at.ts";
import { withArticle } from "../text/words.ts";
import { firstValues, type RecordsParameter } from "./parameter-fields.ts";
import { pastedLists } from "./pasted-lists.ts";
import { pastedRecords } from "./pasted-records.ts";
import {
  flatColumns,
  flatRecord,
  nestedRecord,
  placesOf,
  withPlaceAdded,
  withPlaceRemoved,
  withRecordAdded,
} from "./record-columns.ts";
import type { RecordDraft } from "./record-draft.ts";
import { RecordsTable, ROWS_SHOWN } from "./records-table.tsx";
import { useBlockPaste } from "./use-block-paste.tsx";

interface RecordsFieldProps {
  field: RecordsParameter;
  rows: readonly RecordDraft[];
  /** JSON pointer of the list. */
  pointer: string;
  mistakes: readonly Mistake[];
  onChange: (rows: RecordDraft[]) => void;
  onCommit: () => void;
}

/** Above these sizes lists have one cell instead of a column per number: wide tables are unreadable and slow. */
const PLACES = 24;
const CELLS = 300;

/** A list of records as a table, with a column for every place of the lists that they hold. */
export function RecordsField({ field, rows, pointer, mistakes, onChange, onCommit }: RecordsFieldProps) {
  const { title, entry, fields, fewest, most } = field;
  const [asLists, setAsLists] = useState(false);
  const list = fields.find((one) => one.type === "numbers");
  const places = placesOf(fields, rows);
  const isLong = places > PLACES || places * Math.min(rows.length, ROWS_SHOWN) > CELLS;
  const isFlat = !asLists && !isLong;
  const change = (changed: RecordDraft[]) => {
    onChange(changed);
    onCommit();
  };
  const paste = useBlockPaste<readonly RecordDraft[]>({
    state: rows,
    paste: (text, at) => {
      if (list) return pastedLists(text, at, field, rows);
      const pasted = pastedRecords(text, at, { fields, rows, most });
      return pasted && { state: pasted.state.rows, said: pasted.said };
    },
    apply: (pasted) => {
      // The pasted table may have room for columns.
      if (isLong) setAsLists(false);
      change([...pasted]);
    },
  });
  return (
    <RecordsTable
      caption={title}
      entry={entry}
      fields={isFlat ? flatColumns(fields, places) : fields}
      rows={isFlat ? rows.map((row) => flatRecord(fields, row, places)) : rows}
      pointer={pointer}
      mistakes={mistakesAt(mistakes, pointer, true)}
      fewest={Math.max(1, fewest)}
      most={most}
      onEdit={(row, record) => {
        // The list stays while it is typed, even if it becomes short.
        if (!isFlat) setAsLists(true);
        onChange(rows.with(row, isFlat ? nestedRecord(fields, record, places) : record));
      }}
      onAdd={() => change(withRecordAdded(fields, rows, firstValues(fields)))}
      onRemove={(row) => change(rows.toSpliced(row, 1))}
      onRemoveColumn={
        list && isFlat && places > Math.max(1, list.fewest)
          ? (name) => change(withPlaceRemoved(fields, rows, Number(name.split("/")[1])))
          : undefined
      }
      paste={paste}
      actions={
        list && (
          <>
            <button
              type="button"
              className="compact"
              disabled={places >= list.most}
              onClick={() => change(withPlaceAdded(fields, rows))}
            >
              Add {withArticle(list.entry)}
            </button>
            <button type="button" className="compact" disabled={isLong} onClick={() => setAsLists(!asLists)}>
              {isFlat ? "Edit as lists" : "Show as a table"}
            </button>
          </>
        )
      }
      onCommit={onCommit}
    />
  );
}
