import type { CSSProperties } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { chanceText } from "./chance.ts";
import type { ArmAnswer, Wording } from "./measured.ts";
import { logOthersOf, shownLosses } from "./verdict.ts";

interface VariantsTableProps {
  /** What each variant brought; undefined without visitors. */
  observed: readonly (number | undefined)[];
  arms: readonly ArmAnswer[];
  names: readonly string[];
  wording: Wording;
}

/** Rate or mean, chance to be best and expected loss of every variant. */
export function VariantsTable({ observed, arms, names, wording }: VariantsTableProps) {
  const losses = shownLosses(arms, wording);
  const ends = arms.map(({ credibleInterval }) => credibleInterval);
  const from = wording.scaleFrom ?? Math.min(...ends.map(({ lower }) => lower));
  const scale = { from, to: Math.max(...ends.map(({ upper }) => upper)) };
  return (
    <ScrollBox label="Answer, variant by variant" className="table-scroll shows-more">
      <table className="decide-table">
        <caption className="visually-hidden">
          {wording.head}, chance to be best and expected loss of every variant
        </caption>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">{wording.head}, 95% interval</th>
            <th scope="col">Chance to be best</th>
            <th scope="col">{wording.comparisonHead(names[0])}</th>
            <th scope="col" className="numeric">
              {wording.lossHead}
            </th>
          </tr>
        </thead>
        <tbody>
          {arms.map((arm, variant) => (
            <tr key={names[variant]}>
              <th scope="row">
                <Swatch policy={variant} /> {names[variant]} {variant === 0 && <span className="muted">(control)</span>}
              </th>
              <td className="decide-rate">
                {valueText(observed[variant], wording)}{" "}
                <Interval interval={arm.credibleInterval} scale={scale} wording={wording} />
              </td>
              <td className="decide-chance">
                <strong>{chanceText(arm, logOthersOf(arms, variant))}</strong>{" "}
                <span className="calculator-bar" style={{ "--share": arm.value } as CSSProperties} />
              </td>
              <td>
                <ComparisonCell arm={arm} wording={wording} />
              </td>
              <td className="numeric">{wording.lossNumber(losses[variant])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "3.00%"; a dash without visitors. */
function valueText(value: number | undefined, wording: Wording): string {
  return value === undefined ? "–" : wording.valueText(value);
}

/** The ends of the axis that all variants share. */
interface Scale {
  from: number;
  to: number;
}

interface IntervalProps {
  interval: { lower: number; upper: number };
  scale: Scale;
  wording: Wording;
}

/** "2.52% to 3.58%", and the interval drawn on a scale that all variants share. */
function Interval({ interval: { lower, upper }, scale: { from, to }, wording }: IntervalProps) {
  const share = (value: number) => (value - from) / (to - from);
  return (
    <>
      <span className="muted small">
        {wording.valueText(lower)} to {wording.valueText(upper)}
      </span>
      <span className="decide-interval" style={{ "--from": share(lower), "--to": share(upper) } as CSSProperties} />
    </>
  );
}

/** The comparison with the control with its 95% interval, and the chance to beat it. */
function ComparisonCell({ arm, wording }: { arm: ArmAnswer; wording: Wording }) {
  const compared = wording.comparison(arm);
  if (!compared || !arm.beatsControl) return <span className="muted">–</span>;
  return (
    <>
      <strong>{compared.median}</strong>{" "}
      <span className="muted small">
        {compared.lower} to {compared.upper}; beats it with {beatsText(arm.beatsControl)}
      </span>
    </>
  );
}

/** The chance to beat the control. One that rounds to 1 is not certain, and the answer has no digits of what is left. */
function beatsText(chance: NonNullable<ArmAnswer["beatsControl"]>): string {
  return chance.value === 1 ? "all but less than 1 in 10¹⁵" : chanceText(chance, Math.log(1 - chance.value));
}
