import type { CSSProperties } from "react";
import type { BestArmAnswer } from "../../../experiments/best-arm/answer.ts";
import type { Method } from "../../../policies/law.ts";
import type { Posteriors } from "../../../policies/posteriors/family.ts";
import { formatNumber } from "../../text/number-format.ts";
import { Swatch } from "../../charts/swatch.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { ScrollBox } from "../../components/scroll-box.tsx";
import { abbreviated, scientific } from "../lecture/numbers.ts";
import { decisionText, isShort, probabilityText } from "./decision.ts";
import { meanOf, standardDeviationOf } from "./densities.ts";
import { asPowerOfE, digitsOf, logDigits } from "./digits.ts";
import { lossDigits, lossText } from "./loss.ts";
import type { Answered } from "./use-best-arm.ts";

interface AnswerTableProps {
  answered: Answered<Posteriors> | null;
  /** The current posteriors; `answered` may belong to earlier ones. */
  wanted: Posteriors;
  names: readonly string[];
  isOutdated: boolean;
}

export const METHODS: Record<Method, string> = {
  "closed-form": "closed form, with a proven bound on rounding",
  index: "argmax",
  fraction: "exact fractions",
  quadrature: "numerical integration, with an estimated error bound",
};

/** P(best) and expected loss of every arm, their digits, and the conclusion in words. */
export function AnswerTable({ answered, wanted, names, isOutdated }: AnswerTableProps) {
  if (!answered) return <output className="calculator-waiting muted">Computing…</output>;
  const { request: posteriors, answer } = answered;
  const arms = answer.probabilities;
  const isLate = posteriors !== wanted;
  const nameOf = (arm: number) => (isLate ? undefined : names[arm]) ?? String(arm + 1);
  return (
    <div className="calculator-answer" data-outdated={isOutdated || isLate || undefined}>
      <p className="calculator-decision">
        <output>{decisionText(arms, nameOf, posteriors.family === "beta")}</output>
      </p>
      <ScrollBox
        label="Probability of being the best, arm by arm"
        className="table-scroll shows-more calculator-scroll"
      >
        <table className="calculator-table">
          <caption className="visually-hidden">Probability of being the best arm and expected loss</caption>
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col">P(best)</th>
              <th scope="col" className="numeric">
                Expected loss
              </th>
              <th scope="col" className="numeric">
                Mean ± s.d.
              </th>
            </tr>
          </thead>
          <tbody>
            {arms.map((best, arm) => (
              // oxlint-disable-next-line react/no-array-index-key -- an arm is its index
              <tr key={arm}>
                <th scope="row">
                  <Swatch policy={arm} /> {nameOf(arm)}
                </th>
                <td className="calculator-probability">
                  <strong>{probabilityText(arms, arm)}</strong>{" "}
                  <span className="calculator-bar" style={{ "--share": best.value } as CSSProperties} />
                </td>
                <td className="numeric">{fractionAndLoss(best)}</td>
                <td className="numeric">{momentsText(posteriors, arm)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <h3>All digits</h3>
      <ScrollBox label="P(best) with all digits, arm by arm" className="table-scroll shows-more calculator-scroll">
        <table className="calculator-table">
          <caption className="visually-hidden">
            P(best) with all digits, its logarithm and error bound, and the expected loss with its error bound
          </caption>
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col">P(best)</th>
              <th scope="col" className="numeric">
                ln P
              </th>
              <th scope="col" className="numeric">
                Error bound
              </th>
              <th scope="col" className="numeric">
                Expected loss
              </th>
            </tr>
          </thead>
          <tbody>
            {arms.map((best, arm) => (
              // oxlint-disable-next-line react/no-array-index-key -- an arm is its index
              <tr key={arm}>
                <th scope="row">{nameOf(arm)}</th>
                <td>
                  <Digits arms={arms} arm={arm} name={nameOf(arm)} />
                </td>
                <td className="numeric">{logDigits(arms, arm)}</td>
                <td className="numeric">{scientific(digitsOf(arms, arm).errorBound)}</td>
                <td className="numeric">
                  {lossDigits(best)}{" "}
                  {Boolean(best.expectedLossErrorBound) && (
                    <span className="calculator-bound">± {scientific(best.expectedLossErrorBound!)}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="small muted">
        Method: {METHODS[answer.method]}. Not normalised; sum = {sumText(answer.defect)}.
      </p>
    </div>
  );
}

type ArmAnswer = BestArmAnswer["probabilities"][number];

function Digits({ arms, arm, name }: { arms: readonly ArmAnswer[]; arm: number; name: string }) {
  const { fraction } = arms[arm];
  const power = asPowerOfE(arms[arm]);
  return (
    <span className="calculator-digits">
      {power && <span className="calculator-bound">{power} ≈</span>}{" "}
      <span className="number">{digitsOf(arms, arm).text}</span>{" "}
      {fraction !== undefined && !isShort(fraction) && (
        <span className="calculator-fraction">
          <span className="number">≈ {abbreviated(fraction)}</span>{" "}
          <CopyButton text={fraction} label="Copy fraction" of={name} className="quiet compact" />
        </span>
      )}
    </span>
  );
}

/** "1 − 2.2·10⁻¹⁶". */
function sumText(defect: number): string {
  return defect === 0 ? "1" : `1 ${defect < 0 ? "−" : "+"} ${scientific(Math.abs(defect))}`;
}

/** "1/30 ≈ 0.03333". */
function fractionAndLoss(best: ArmAnswer): string {
  const { expectedLossFraction } = best;
  const decimals = lossText(best);
  const isWorthIt =
    expectedLossFraction !== undefined && isShort(expectedLossFraction) && expectedLossFraction.includes("/");
  return isWorthIt ? `${expectedLossFraction} ≈ ${decimals}` : decimals;
}

function momentsText({ family, arms }: Posteriors, arm: number): string {
  const mean = meanOf(family, arms[arm]);
  const deviation = standardDeviationOf(family, arms[arm]);
  if (mean === undefined) return "none";
  return `${formatNumber(mean)} ± ${deviation === Infinity ? "∞" : formatNumber(deviation!)}`;
}
