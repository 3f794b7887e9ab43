import { formatNumber } from "../../text/number-format.ts";
import { ArmsTable } from "./arms-table.tsx";
import { HistoryLinks } from "./history-links.tsx";
import { parting, type Paths } from "./paths.ts";
import { armName, type StepSpec } from "./spec.ts";
import { Timeline } from "./timeline.tsx";
import { useArrowKeys } from "./use-arrow-keys.ts";
import { usePlaying } from "./use-playing.ts";

interface RunProps {
  paths: Paths;
  spec: StepSpec;
  isLate: boolean;
  onShow: (t: number) => void;
  onFlip: (t: number) => void;
  onSpeed: (speed: number) => void;
  onReset: () => void;
}

/** A path with its controls, and the pull that is shown. */
export function Run({ paths: { steps, before }, spec, isLate, onShow, onFlip, onSpeed, onReset }: RunProps) {
  const t = Math.min(spec.t, steps.length);
  const step = steps[t - 1];
  const [isPlaying, setPlaying] = usePlaying(t, steps.length, spec.speed, onShow);
  useArrowKeys((move) => onShow(t + move));
  const parted = before && parting(steps, before);
  const flip = `Pay ${1 - step.reward} instead of ${step.reward}`;
  return (
    <section aria-label="Run" className="step-run" data-outdated={isLate || undefined}>
      <div className="row step-controls no-print">
        <button type="button" aria-label="Previous pull" disabled={t === 1} onClick={() => onShow(t - 1)}>
          ◀
        </button>
        <button type="button" aria-label="Next pull" disabled={t === steps.length} onClick={() => onShow(t + 1)}>
          ▶
        </button>
        <button type="button" disabled={t === steps.length} onClick={() => setPlaying(!isPlaying)}>
          {isPlaying ? (
            "Pause"
          ) : (
            <>
              <span aria-hidden>▶▶</span> Play
            </>
          )}
        </button>
        <SpeedChoice speed={spec.speed} onSpeed={onSpeed} />
        <button type="button" aria-pressed={spec.flipped.includes(t)} onClick={() => onFlip(t)}>
          {flip}
        </button>
        {spec.flipped.length > 0 && (
          <button type="button" onClick={onReset}>
            Undo all flips
          </button>
        )}
      </div>
      <Timeline steps={steps} before={before} flipped={spec.flipped} t={t} onShow={onShow} onFlip={onFlip} />
      {before && (
        <p>
          {parted === undefined
            ? "The flipped reward changes no arm that is pulled."
            : `The paths part at pull ${parted}: ${armName(steps[parted - 1].arm)} instead of ${armName(before[parted - 1].arm)}.`}
        </p>
      )}
      <h2>
        Pull {t} of {steps.length}
      </h2>
      <p className="step-why">
        <output>
          {step.why} It paid {step.reward}.
        </output>
      </p>
      <ArmsTable step={step} />
      <p className="muted small">
        After this pull: {step.rewardSum} of {t} {t === 1 ? "pull" : "pulls"} paid 1, regret {formatNumber(step.regret)}
        .
      </p>
      <p className="row no-print">
        <HistoryLinks history={steps.slice(0, t)} armCount={spec.means.length} />
      </p>
    </section>
  );
}

const speeds = [0.5, 1, 2, 5, 20];

/** How fast Play goes on; one that came with the address is offered too. */
function SpeedChoice({ speed, onSpeed }: { speed: number; onSpeed: (speed: number) => void }) {
  const offered = speeds.includes(speed) ? speeds : [...speeds, speed];
  return (
    <label className="step-speed">
      Speed{" "}
      <select value={speed} onChange={(event) => onSpeed(Number(event.target.value))}>
        {offered.map((times) => (
          <option key={times} value={times}>
            {times}×
          </option>
        ))}
      </select>
    </label>
  );
}
