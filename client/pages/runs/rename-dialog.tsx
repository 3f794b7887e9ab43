import { type RefObject, useState } from "react";
import { runs } from "../../runs/run-list.ts";
import { nameOf, type RunRecord } from "../../runs/run-record.ts";

const LONGEST_NAME = 100;
const LONGEST_NOTE = 2000;

interface RunWordsProps {
  record: RunRecord;
  onDone?: () => void;
}

/** The fields for the name and the note of a run, the only parts of it that can be edited. */
export function RunWords({ record, onDone }: RunWordsProps) {
  const [name, setName] = useState(record.name);
  const [note, setNote] = useState(record.note);
  return (
    <form
      className="run-words"
      aria-label="Name and note"
      onSubmit={(event) => {
        event.preventDefault();
        runs.change(record.id, { name: name.trim(), note: note.trim() });
        onDone?.();
      }}
    >
      <label>
        Name
        <input
          value={name}
          maxLength={LONGEST_NAME}
          placeholder={nameOf({ ...record, name: "" })}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        Note
        <textarea value={note} maxLength={LONGEST_NOTE} rows={3} onChange={({ target }) => setNote(target.value)} />
      </label>
      <div className="row">
        <button type="submit" className="primary">
          Save
        </button>
        {onDone && (
          <button type="button" onClick={onDone}>
            Close
          </button>
        )}
      </div>
    </form>
  );
}

/** The dialog that renames a run of the table. */
export function RenameDialog({ dialog, record }: { dialog: RefObject<HTMLDialogElement | null>; record?: RunRecord }) {
  return (
    <dialog ref={dialog} className="run-dialog" aria-labelledby="rename">
      <h2 id="rename">Name and note</h2>
      {record && <RunWords key={record.id} record={record} onDone={() => dialog.current?.close()} />}
    </dialog>
  );
}
