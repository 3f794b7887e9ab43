import { useEffect, useRef } from "react";
import type { TraceStep } from "../../../experiments/trace/answer.ts";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { armName } from "./spec.ts";

interface TimelineProps {
  steps: readonly TraceStep[];
  before?: readonly TraceStep[];
  flipped: readonly number[];
  t: number;
  onShow: (t: number) => void;
  onFlip: (t: number) => void;
}

/** The arms and rewards of a path; below it, the path without the latest flip. */
export function Timeline({ steps, before, flipped, t, onShow, onFlip }: TimelineProps) {
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    const cell = table.current!.rows[0].cells[t];
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [t]);
  return (
    <ScrollBox label="Pulls" className="step-scroll">
      <table className="step-timeline" ref={table}>
        <caption className="visually-hidden">Arm and reward of every pull</caption>
        <tbody>
          <tr>
            <th scope="row">pull</th>
            {steps.map((step) => (
              <td key={step.t}>
                <button
                  type="button"
                  className="quiet compact"
                  aria-current={step.t === t ? "step" : undefined}
                  aria-label={`Show pull ${step.t}`}
                  onClick={() => onShow(step.t)}
                >
                  {step.t}
                </button>
              </td>
            ))}
          </tr>
          <Path label="arm, reward" steps={steps} flipped={flipped} t={t} onFlip={onFlip} />
          {before && <Path label="without the flip" steps={before} flipped={[]} t={t} other={steps} />}
        </tbody>
      </table>
    </ScrollBox>
  );
}

interface PathProps {
  label: string;
  steps: readonly TraceStep[];
  flipped: readonly number[];
  t: number;
  /** A path to differ from. */
  other?: readonly TraceStep[];
  /** Makes every reward a button that flips it. */
  onFlip?: (t: number) => void;
}

function Path({ label, steps, flipped, t, other, onFlip }: PathProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      {steps.map(({ t: at, arm, reward }, place) => {
        const isFlipped = flipped.includes(at);
        const differs = other !== undefined && other[place].arm !== arm;
        const classes = [at === t && "shown", isFlipped && "flipped", differs && "differs"].filter(Boolean).join(" ");
        return (
          <td key={at} className={classes}>
            {armName(arm)}
            {onFlip ? (
              // By keyboard, the shown pull has a button above: a hundred more tab stops would be in the way.
              <button
                type="button"
                tabIndex={-1}
                className="quiet compact step-reward"
                title={`Pay ${1 - reward} instead`}
                aria-label={`${reward}, flip the reward of pull ${at}`}
                onClick={() => onFlip(at)}
              >
                {reward}
              </button>
            ) : (
              reward
            )}
            {isFlipped && <span className="visually-hidden"> flipped</span>}
          </td>
        );
      })}
    </tr>
  );
}
