import { useEffect, useEffectEvent, useMemo } from "react";
import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";
import { monteCarloEstimate } from "../../../experiments/selection/monte-carlo.ts";
import type { SelectionRequestInput } from "../../../experiments/selection/request.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { bestArmByQuadrature } from "../../../policies/posteriors/best-arm/best-arm-quadrature.ts";
import { ChartView } from "../../charts/chart-view.tsx";
import { convergenceChart } from "../../charts/convergence-chart.ts";
import { convergenceFigure } from "../../charts/convergence-figure.ts";
import { FigureMenu } from "../../charts/figure/figure-menu.tsx";
import { useChartTheme } from "../../charts/theme.ts";
import { type MonteCarlo, useMonteCarlo } from "../../sources/use-monte-carlo.ts";
import { decimalOf, scientific, shortest } from "./numbers.ts";
import { fractionSentence } from "./integral-sentences.ts";
import { formatCount } from "../../text/number-format.ts";

/** The seed of the request below the chart, so that the API gives the same draws. */
export const SEED = "lecture";

interface ThreeWaysProps {
  request: SelectionRequestInput;
  posteriors: readonly BetaParameters[];
  answer: SelectionAnswer;
}

/** The exact fraction, quadrature and Monte Carlo side by side. The caller gives it a key made from the request. */
export function ThreeWaysSection({ request, posteriors, answer }: ThreeWaysProps) {
  const monteCarlo = useMonteCarlo(request, SEED);
  useSpaceKey(monteCarlo.toggle);
  return (
    <section aria-labelledby="three-ways">
      <h2 id="three-ways">Three ways to the same number</h2>
      <ThreeWays posteriors={posteriors} answer={answer} monteCarlo={monteCarlo} isPresented={false} />
      <Convergence monteCarlo={monteCarlo} exact={answer.probabilities[0]} />
    </section>
  );
}

/** The same cards alone, for a presentation. */
export function PresentedThreeWays({ request, posteriors, answer }: ThreeWaysProps) {
  const monteCarlo = useMonteCarlo(request, SEED);
  return <ThreeWays posteriors={posteriors} answer={answer} monteCarlo={monteCarlo} isPresented />;
}

interface CardsProps extends Omit<ThreeWaysProps, "request"> {
  monteCarlo: MonteCarlo;
  /** On a screen of a presentation, where Space is the next screen. */
  isPresented: boolean;
}

function ThreeWays({ posteriors, answer, monteCarlo, isPresented }: CardsProps) {
  const Heading = isPresented ? "h2" : "h3";
  const quadrature = useMemo(
    () => bestArmByQuadrature({ family: "beta", arms: [...posteriors] }).arms[0],
    [posteriors],
  );
  const exact = answer.probabilities[0];
  return (
    <div className="three">
      <article className="card">
        <Heading>Exact fraction</Heading>
        <p className="big number">{exact.fraction === undefined ? "none" : shortest(exact)}</p>
        <p className="small muted">{fractionSentence(answer)}</p>
      </article>
      <article className="card">
        <Heading>Quadrature</Heading>
        <p className="big number">{decimalOf({ value: quadrature.value }, 10)}</p>
        <p className="small muted">
          Error bound {scientific(quadrature.errorBound)}
          {exact.fraction !== undefined && `; off by ${scientific(Math.abs(quadrature.value - exact.value))}`}
        </p>
      </article>
      <MonteCarloCard monteCarlo={monteCarlo} exact={exact.value} isPresented={isPresented} />
    </div>
  );
}

interface MonteCarloCardProps extends Pick<CardsProps, "monteCarlo" | "isPresented"> {
  exact: number;
}

function MonteCarloCard({ monteCarlo, exact, isPresented }: MonteCarloCardProps) {
  const Heading = isPresented ? "h2" : "h3";
  const { state, trail, toggle, reset } = monteCarlo;
  const last = trail.at(-1);
  const estimate = last && monteCarloEstimate(last.counts[0], last.draws);
  const [low, high] = estimate?.interval ?? [0, 1];
  return (
    <article className="card">
      <Heading>Monte Carlo</Heading>
      <p className="big number">{estimate ? estimate.estimate.toFixed(5) : "–"}</p>
      <p className="small muted number">
        {estimate ? (
          <>
            95% interval {low.toFixed(5)} to {high.toFixed(5)},{" "}
            {low <= exact && exact <= high
              ? "contains the exact value"
              : "misses the exact value, as 1 in 20 intervals does"}
            ; {formatCount(estimate.draws)} draws
          </>
        ) : (
          "Draws from every posterior, up to 10,000,000 times, and counts how often a is the largest."
        )}
      </p>
      {state === "failed" && (
        <p className="error" role="alert">
          The code that draws did not load or stopped with an error.
        </p>
      )}
      <div className="row no-print">
        <button type="button" className="primary" onClick={toggle} disabled={state === "finished"}>
          {{ idle: "Start", running: "Pause", paused: "Continue", finished: "Finished", failed: "Try again" }[state]}
        </button>
        <button type="button" onClick={reset} disabled={state === "idle"}>
          Start over
        </button>
        {!isPresented && (
          <span className="hint">
            or <kbd>Space</kbd>
          </span>
        )}
      </div>
      <output className="visually-hidden">
        {estimate && state !== "running" && state !== "idle"
          ? `${estimate.estimate.toFixed(5)} after ${formatCount(estimate.draws)} draws, 95% interval ${low.toFixed(5)} to ${high.toFixed(5)}`
          : ""}
      </output>
    </article>
  );
}

function Convergence({
  monteCarlo,
  exact,
}: {
  monteCarlo: MonteCarlo;
  exact: SelectionAnswer["probabilities"][number];
}) {
  const theme = useChartTheme();
  const { trail } = monteCarlo;
  const exactLabel = shortest(exact);
  const convergence = useMemo(() => {
    const estimates = trail.map(({ draws, counts }) => ({ draws, estimate: counts[0] / draws }));
    return { estimates, exact: exact.value, exactLabel };
  }, [trail, exact.value, exactLabel]);
  const config = useMemo(() => convergenceChart(convergence, theme), [convergence, theme]);
  const last = trail.at(-1);
  const reached = last
    ? `After ${formatCount(last.draws)} draws the estimate is ${(last.counts[0] / last.draws).toFixed(5)}.`
    : "Not started.";
  return (
    <figure>
      <div className="figure-head at-end">
        <FigureMenu name="Convergence" figure={() => convergenceFigure(convergence)} />
      </div>
      <ChartView
        config={config}
        description={`Running Monte Carlo estimate against the number of draws, with the exact value ${exactLabel}. ${reached}`}
      />
      <figcaption>
        The error shrinks like 1/√n: one more digit takes 100 times the draws. At any n, 95 of 100 runs are inside the
        shaded band.
      </figcaption>
    </figure>
  );
}

/** Space starts and pauses, unless a control has the focus. */
function useSpaceKey(toggle: () => void): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.code !== "Space" || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
      return;
    const control = "a, button, input, select, textarea, summary, [tabindex='0'], [contenteditable]";
    if (event.target instanceof Element && event.target.closest(control)) return;
    event.preventDefault();
    toggle();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, []);
}
