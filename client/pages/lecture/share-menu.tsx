import { useState } from "react";
import { CopyButton } from "../../components/copy-button.tsx";
import { Menu } from "../../components/menu.tsx";
import { toQuery } from "./query.ts";
import type { LectureSpec } from "./spec.ts";
import { type LectureView, viewToQuery } from "./view.ts";

const options: readonly { setting: keyof LectureView; label: string }[] = [
  { setting: "hidesAnswers", label: "Hide answers" },
  { setting: "locksControls", label: "Lock controls" },
];

/** Copies a link to this exercise, which may hide the answers or lock the inputs. */
export function ShareMenu({ spec, view }: { spec: LectureSpec; view: LectureView }) {
  const [chosen, setChosen] = useState(view);
  return (
    <Menu label="Share" className="share at-end">
      {options.map(({ setting, label }) => (
        <button
          key={setting}
          type="button"
          className="quiet compact"
          data-stays
          aria-pressed={chosen[setting]}
          onClick={() => setChosen({ ...chosen, [setting]: !chosen[setting] })}
        >
          {label}
        </button>
      ))}
      <CopyButton text={() => linkTo(spec, chosen)} label="Copy link" className="primary" />
    </Menu>
  );
}

/** Built from the specification, without fields that others added to the current address. */
export function linkTo(spec: LectureSpec, view: LectureView): string {
  const query = [toQuery(spec), viewToQuery(view)].filter(Boolean).join("&");
  return `${location.origin}/learn/lecture-2${query && `?${query}`}`;
}
