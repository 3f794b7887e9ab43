import { type RefObject } from "react";
import "./help-dialog.css";

const keys = [
  ["R", "run"],
  ["Esc", "cancel the run"],
  ["L", "logarithmic y axis"],
  ["X", "logarithmic x axis"],
  ["T", "table or charts"],
  ["← →", "move the cursor while the chart has the focus; also Home, End, Page Up, Page Down"],
  ["?", "show these shortcuts"],
] as const;

/** The keyboard shortcuts of the page. */
export function HelpDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  return (
    <dialog ref={dialog} className="lab-help" aria-labelledby="lab-help-title">
      <h2 id="lab-help-title">Keyboard shortcuts</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="primary">
          Close
        </button>
      </form>
    </dialog>
  );
}
