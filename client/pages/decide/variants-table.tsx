import type { CSSProperties } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { chanceText, liftText, percentText } from "./chance.ts";
import { type ArmAnswer, othersOf, pointsText } from "./verdict.ts";
import type { Observed } from "./saving.ts";

interface VariantsTableProps {
  observed: Observed;
  arms: readonly ArmAnswer[];
  names: readonly string[];
}

/** Rate, chance to be best and expected loss of every variant. */
export function VariantsTable({ observed, arms, names }: VariantsTableProps) {
  const most = Math.max(...arms.map(({ credibleInterval: { upper } }) => upper));
  return (
    <ScrollBox label="Answer, variant by variant" className="table-scroll shows-more">
      <table className="decide-table">
        <caption className="visually-hidden">Rate, chance to be best and expected loss of every variant</caption>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col">Rate, 95% interval</th>
            <th scope="col">Chance to be best</th>
            <th scope="col">Lift over {names[0]}</th>
            <th scope="col" className="numeric">
              Expected loss (percentage points)
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
                {rateText(observed[variant])} <Interval interval={arm.credibleInterval} most={most} />
              </td>
              <td className="decide-chance">
                <strong>{chanceText(arm, othersOf(arms, variant))}</strong>{" "}
                <span className="calculator-bar" style={{ "--share": arm.value } as CSSProperties} />
              </td>
              <td>
                <LiftCell arm={arm} />
              </td>
              <td className="numeric">{pointsText(100 * (arm.expectedLoss ?? NaN))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "3.00%"; a dash without visitors. */
function rateText({ conversions, visitors }: Observed[number]): string {
  return visitors === 0 ? "–" : percentText(conversions / visitors);
}

interface IntervalProps {
  interval: { lower: number; upper: number };
  /** The right end of the scale. */
  most: number;
}

/** "2.52% to 3.58%", and the interval drawn on a scale that all variants share. */
function Interval({ interval: { lower, upper }, most }: IntervalProps) {
  const scale = { "--from": lower / most, "--to": upper / most } as CSSProperties;
  return (
    <>
      <span className="muted small">
        {percentText(lower)} to {percentText(upper)}
      </span>
      <span className="decide-interval" style={scale} />
    </>
  );
}

/** The lift over the control with its 95% interval, and the chance to beat it. */
function LiftCell({ arm: { lift, beatsControl } }: { arm: ArmAnswer }) {
  if (!lift || !beatsControl) return <span className="muted">–</span>;
  return (
    <>
      <strong>{liftText(lift.median)}</strong>{" "}
      <span className="muted small">
        {liftText(lift.lower)} to {liftText(lift.upper)}; beats it with{" "}
        {chanceText(beatsControl, 1 - beatsControl.value)}
      </span>
    </>
  );
}
