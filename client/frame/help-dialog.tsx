import { useRef, useState } from "react";
import "./help-dialog.css";
import { type Shortcut, shownShortcuts, useShortcuts } from "./shortcuts.ts";

/** The button *?*, and the key, that list the keyboard shortcuts of the page. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [listed, setListed] = useState<Shortcut[]>([]);
  const open = () => {
    setListed(shownShortcuts());
    dialog.current!.showModal();
  };
  useShortcuts([
    { key: "?", does: "show these shortcuts", act: open },
    { key: "Escape", label: "Esc", does: "close this list, or an open menu" },
  ]);
  return (
    <>
      <button
        type="button"
        className="compact"
        aria-label="Keyboard shortcuts"
        aria-keyshortcuts="?"
        aria-haspopup="dialog"
        onClick={open}
      >
        ?
      </button>
      <dialog ref={dialog} className="help" aria-labelledby="help-title">
        <h2 id="help-title">Keyboard shortcuts</h2>
        <dl>
          {listed.map(({ key, label = key.toUpperCase(), does }) => (
            <div key={`${label} ${does}`}>
              <dt>
                <kbd>{label}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="primary" onClick={() => dialog.current!.close()}>
          Close
        </button>
      </dialog>
    </>
  );
}
