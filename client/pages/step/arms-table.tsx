import type { CSSProperties } from "react";
import type { TraceStep } from "../../../experiments/trace/answer.ts";
import { Swatch } from "../../charts/swatch.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { formatNumber } from "../../text/number-format.ts";
import { decimal } from "../lecture/numbers.ts";
import { armName } from "./spec.ts";

type Arm = TraceStep["arms"][number];

/** What a rule may show of an arm: a column each, where any arm has it. */
const columns: { head: string; has: (arm: Arm) => boolean; text: (arm: Arm) => string }[] = [
  {
    head: "Posterior",
    has: ({ posterior }) => posterior !== undefined,
    text: ({ posterior }) => posteriorText(posterior ?? {}),
  },
  { head: "Index", has: ({ index }) => index !== undefined, text: ({ index }) => valueText(index, "∞") },
  {
    head: "Preference",
    has: ({ preference }) => preference !== undefined,
    text: (arm) => valueText(arm.preference, "−∞"),
  },
  { head: "Draw", has: ({ draw }) => draw !== undefined, text: ({ draw }) => valueText(draw, "none") },
];

/** What the policy knew of every arm before the pull, and the exact law of the pull. */
export function ArmsTable({ step }: { step: TraceStep }) {
  const shown = columns.filter(({ has }) => step.arms.some(has));
  return (
    <ScrollBox label="Arms before the pull" className="table-scroll">
      <table className="step-arms">
        <caption>What the policy knows before pull {step.t}</caption>
        <thead>
          <tr>
            <th scope="col">Arm</th>
            <th scope="col" className="numeric">
              Pulls
            </th>
            <th scope="col" className="numeric">
              Mean
            </th>
            {shown.map(({ head }) => (
              <th key={head} scope="col" className="numeric">
                {head}
              </th>
            ))}
            <th scope="col">Chance of being pulled</th>
          </tr>
        </thead>
        <tbody>
          {step.arms.map((arm, place) => (
            <tr key={armName(place)} className={place === step.arm ? "chosen" : undefined}>
              <th scope="row">
                <Swatch policy={place} /> {armName(place)}{" "}
                {place === step.arm && <span className="step-chosen">pulled</span>}
              </th>
              <td className="numeric">{arm.pulls}</td>
              <td className="numeric">{valueText(arm.mean, "–")}</td>
              {shown.map(({ head, text }) => (
                <td key={head} className="numeric">
                  {text(arm)}
                </td>
              ))}
              <td className="step-chance">
                {chanceOf(step, place)}{" "}
                <span
                  className="calculator-bar"
                  style={{ "--share": step.probabilities[place].value } as CSSProperties}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

/** "1/6 ≈ 0.1667", or decimals alone. */
function chanceOf({ probabilities }: TraceStep, arm: number): string {
  const { value, fraction } = probabilities[arm];
  const decimals = decimal(value);
  return fraction !== undefined && fraction.length <= 11 && fraction !== decimals
    ? `${fraction} ≈ ${decimals}`
    : decimals;
}

function valueText(value: number | null | undefined, otherwise: string): string {
  return value === null || value === undefined ? otherwise : formatNumber(value);
}

/** "Beta(4, 1)"; other families by their parameters. */
function posteriorText(posterior: Record<string, unknown>): string {
  const numbers = Object.values(posterior).map((value) => formatNumber(Number(value)));
  return "alpha" in posterior ? `Beta(${numbers.join(", ")})` : numbers.join(" ± ");
}
