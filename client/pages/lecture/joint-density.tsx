import { useEffect, useRef } from "react";
import { useChartTheme } from "../../charts/theme.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { betaDensityCurve } from "../../charts/beta-density.ts";
import "./joint-density.css";

const CELLS = 160;

interface JointDensityProps {
  /** The posterior along x and its arm, and along y. */
  x: BetaParameters;
  y: BetaParameters;
  names: [string, string];
  /** The probability of x > y and of x < y, as shown in the legend. */
  probabilities: [string, string];
}

/** The joint density f(x)·f(y) on the unit square: the half x > y in colour, the other in grey. */
export function JointDensity({ x, y, names: [a, b], probabilities: [wins, loses] }: JointDensityProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useChartTheme();
  useEffect(() => {
    paint(canvas.current!, x, y, [theme.series[0], theme.muted], theme.background);
  }, [x, y, theme]);
  const label = `Joint density of θ_${a} and θ_${b}; the volume over the half θ_${a} > θ_${b} is ${wins}.`;
  return (
    <div className="joint">
      <div className="joint-plot">
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is drawn on, an img is not */}
        <canvas ref={canvas} width={CELLS} height={CELLS} role="img" aria-label={label} />
        <svg viewBox="0 0 100 100" aria-hidden="true" preserveAspectRatio="none">
          <line x1="0" y1="100" x2="100" y2="0" vectorEffect="non-scaling-stroke" />
        </svg>
        <span className="joint-wins" aria-hidden="true">
          x &gt; y
        </span>{" "}
        <span className="joint-loses" aria-hidden="true">
          x &lt; y
        </span>{" "}
        <span className="joint-y" aria-hidden="true">
          1
        </span>{" "}
        <span className="joint-y-title" aria-hidden="true">
          y, drawn for {b}
        </span>{" "}
        <span className="joint-origin" aria-hidden="true">
          0
        </span>{" "}
        <span className="joint-x-title" aria-hidden="true">
          x, drawn for {a}
        </span>{" "}
        <span className="joint-x" aria-hidden="true">
          1
        </span>{" "}
      </div>
      <ul className="joint-legend">
        <li>
          <span className="swatch wins" aria-hidden="true" /> x &gt; y, {a} is selected: volume <strong>{wins}</strong>
        </li>
        <li>
          <span className="swatch loses" aria-hidden="true" /> x &lt; y, {b} is selected: volume{" "}
          <strong>{loses}</strong>
        </li>
        <li className="muted">
          <span className="ramp" aria-hidden="true" /> joint density, low to high
        </li>
      </ul>
    </div>
  );
}

type Colour = [red: number, green: number, blue: number];

function paint(
  canvas: HTMLCanvasElement,
  x: BetaParameters,
  y: BetaParameters,
  [wins, loses]: [string, string],
  background: string,
): void {
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(CELLS, CELLS);
  const [columns, rows] = [cellDensities(x), cellDensities(y)];
  const infinite = Math.min(x.alpha, x.beta, y.alpha, y.beta) < 1;
  const highest = fullColour(columns, rows, infinite);
  const [full, other, none] = [channels(wins), channels(loses), channels(background)];
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const level = CELLS - 1 - row;
      const share = Math.min(1, (columns[column] * rows[level]) / highest);
      const colour = column > level ? full : other;
      const place = 4 * (row * CELLS + column);
      for (let channel = 0; channel < 3; channel++) {
        image.data[place + channel] = none[channel] + (colour[channel] - none[channel]) * share;
      }
      image.data[place + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** The density shown in full colour: the highest, or the 90th percentile if it is infinite at an end. */
function fullColour(columns: readonly number[], rows: readonly number[], infinite: boolean): number {
  if (!infinite) return Math.max(...columns) * Math.max(...rows);
  const densities = columns.flatMap((x) => rows.map((y) => x * y)).toSorted((a, b) => a - b);
  return densities[Math.floor(0.9 * densities.length)];
}

/** The density at the middle of every cell; it is finite there for all parameters. */
function cellDensities(parameters: BetaParameters): number[] {
  const curve = betaDensityCurve(parameters, 2 * CELLS + 1);
  return Array.from({ length: CELLS }, (_, cell) => curve[2 * cell + 1].y);
}

function channels(colour: string): Colour {
  return colour
    .match(/\d+(\.\d+)?/g)!
    .slice(0, 3)
    .map(Number) as Colour;
}
