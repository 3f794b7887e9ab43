import type { CSSProperties } from "react";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { chanceText } from "./chance.ts";
import { type ArmAnswer, othersOf, pointsText } from "./verdict.ts";
import type { Observed } from "./saving.ts";

interface VariantsTableProps {
  observed: Observed;
  arms: readonly ArmAnswer[];
  names: readonly string[];
}

/** Rate, chance to be best and expected loss of every variant. */
export function VariantsTable({ observed, arms, names }: VariantsTableProps) {
  return (
    <ScrollBox label="Answer, variant by variant" className="table-scroll shows-more">
      <table className="decide-table">
        <caption className="visually-hidden">Rate, chance to be best and expected loss of every variant</caption>
        <thead>
          <tr>
            <th scope="col">Variant</th>
            <th scope="col" className="numeric">
              Rate
            </th>
            <th scope="col">Chance to be best</th>
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
              <td className="numeric">{rateText(observed[variant])}</td>
              <td className="decide-chance">
                <strong>{chanceText(arm, othersOf(arms, variant))}</strong>{" "}
                <span className="calculator-bar" style={{ "--share": arm.value } as CSSProperties} />
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
  return visitors === 0 ? "–" : `${((100 * conversions) / visitors).toFixed(2)}%`;
}
