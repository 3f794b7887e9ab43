import { useBlockPaste } from "../../forms/use-block-paste.tsx";
import { AttemptField } from "./attempt-field.tsx";
import type { LectureState } from "./use-lecture-spec.ts";
import { pastedPriors, type Priors } from "./pasted-priors.ts";
import { armNames, priorsOf } from "./spec.ts";

const SLIDER = { min: 0.5, max: 10, step: 0.5 };
const PRESETS = [
  { label: "Beta(1, 1)", alpha: 1, beta: 1 },
  { label: "Beta(2, 2)", alpha: 2, beta: 2 },
  { label: "Beta(½, ½)", alpha: 0.5, beta: 0.5 },
];

/** The prior of Thompson sampling: one for all arms, or one for each. */
export function PriorEditor({ spec, change, commit }: LectureState) {
  const { alpha, beta, priors } = spec;
  const each = priors !== undefined;
  const share = (on: boolean) =>
    on ? change({ priors: undefined, ...priorsOf(spec)[0] }) : change({ priors: priorsOf(spec), alpha: 1, beta: 1 });
  const { handlers, button, status } = useBlockPaste<Priors>({
    state: { alpha, beta, priors },
    paste: (text, at) => pastedPriors(text, at, spec),
    apply: change,
  });
  const field = (
    name: string,
    value: number,
    attempt: (value: unknown) => ReturnType<typeof change>,
    cell?: string,
  ) => (
    <AttemptField
      key={name}
      label={name}
      cell={cell}
      value={value}
      attempt={attempt}
      commit={commit}
      slider={each ? undefined : SLIDER}
    />
  );
  return (
    <fieldset {...handlers}>
      <legend>Prior of Thompson sampling</legend>
      <div className="chips">
        {PRESETS.map(({ label, ...prior }) => (
          <button
            key={label}
            type="button"
            className="compact"
            aria-pressed={!each && prior.alpha === alpha && prior.beta === beta}
            onClick={() => change({ priors: undefined, ...prior })}
          >
            {label}
          </button>
        ))}
      </div>
      <label className="choice">
        <input type="checkbox" checked={each} onChange={({ target }) => share(!target.checked)} />
        One prior for each arm
      </label>
      <div className="prior-fields">
        {priors
          ? priors.flatMap((prior, arm) => {
              const name = armNames(spec.arms)[arm];
              const set = (part: Partial<Record<"alpha" | "beta", unknown>>, control: string) =>
                change({ priors: priors.map((old, i) => (i === arm ? { ...old, ...part } : old)) }, control + name);
              return [
                field(`α of ${name}`, prior.alpha, (value) => set({ alpha: value }, "alpha"), `${arm} alpha`),
                field(`β of ${name}`, prior.beta, (value) => set({ beta: value }, "beta"), `${arm} beta`),
              ];
            })
          : [
              field("Prior α", alpha, (value) => change({ alpha: value }, "alpha")),
              field("Prior β", beta, (value) => change({ beta: value }, "beta")),
            ]}
      </div>
      {each && <div className="row">{button}</div>}
      {status}
    </fieldset>
  );
}
