import { useRef } from "react";
import { flushSync } from "react-dom";
import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { type History, pastedHistory } from "./pasted-history.ts";
import type { LectureState } from "./use-lecture-spec.ts";
import { presets } from "./presets.ts";
import { armNames, MOST_PULLS, type Pull } from "./spec.ts";

/** The pulls so far: choose arms, flip rewards, add or remove pulls, or take an example. */
export function HistoryEditor({ spec, change }: Pick<LectureState, "spec" | "change">) {
  const names = armNames(spec.arms);
  const { history } = spec;
  const list = useRef<HTMLOListElement>(null);
  const { arms, priors } = spec;
  const { handlers, button, status } = useBlockPaste<History>({
    state: { arms, history, priors },
    paste: (text) => pastedHistory(text, spec),
    apply: change,
  });
  const isFull = history.length >= MOST_PULLS;
  const write = (next: Pull[]) => change({ history: next });
  const add = () => {
    flushSync(() => write([...history, { arm: 0, reward: 1 }]));
    // A long list scrolls; the new pull is the last.
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  };
  const replace = (index: number, pull: Partial<Pull>) =>
    write(history.map((old, i) => (i === index ? { ...old, ...pull } : old)));
  return (
    <fieldset {...handlers}>
      <legend>History</legend>
      <div className="chips">
        {presets.map(({ label, arms, history: pulls }) => (
          <button
            key={label}
            type="button"
            className="compact"
            aria-pressed={arms === spec.arms && isSame(pulls, history)}
            onClick={() => change({ arms, history: pulls, priors: undefined })}
          >
            {label}
          </button>
        ))}
      </div>
      <ol className="pulls" ref={list}>
        {history.map(({ arm, reward }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a pull is its place in the history
          <li key={index}>
            <span className="muted number">t = {index + 1}</span>
            <select
              aria-label={`Arm at t = ${index + 1}`}
              value={arm}
              onChange={({ target }) => replace(index, { arm: Number(target.value) })}
            >
              {names.map((name, place) => (
                <option key={name} value={place}>
                  {name}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="reward"
              aria-label={`Reward at t = ${index + 1}: ${reward}; flip`}
              onClick={() => replace(index, { reward: 1 - reward })}
            >
              {reward}
            </button>
            <button
              type="button"
              className="quiet compact"
              aria-label={`Remove the pull at t = ${index + 1}`}
              onClick={() => write(history.filter((_, i) => i !== index))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {history.length === 0 && <p className="hint">No pulls yet.</p>}
      <div className="row">
        <button type="button" className="compact" disabled={isFull} onClick={add}>
          Add a pull
        </button>
        {button}
      </div>
      {status}
      {isFull && <p className="hint">At most {MOST_PULLS} pulls.</p>}
    </fieldset>
  );
}

function isSame(one: readonly Pull[], other: readonly Pull[]): boolean {
  return (
    one.length === other.length && one.every(({ arm, reward }, t) => arm === other[t].arm && reward === other[t].reward)
  );
}
