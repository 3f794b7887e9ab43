import { useEffect, useRef } from "react";
import { useChartTheme } from "../../charts/theme.ts";
import type { BetaParameters } from "../../../policies/posteriors/beta.ts";
import { jointShares } from "../../charts/joint-density.ts";
import type { JointDensityPlot } from "../../charts/joint-density-figure.ts";
import "./joint-density.css";

const CELLS = 160;

/** The joint density f(x)·f(y) on the unit square: the half x > y in colour, the other in grey. */
export function JointDensity({ x, y, names: [a, b], probabilities: [wins, loses] }: JointDensityPlot) {
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
  const shares = jointShares(x, y, CELLS);
  const [full, other, none] = [channels(wins), channels(loses), channels(background)];
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      const level = CELLS - 1 - row;
      const share = shares(column, level);
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

function channels(colour: string): Colour {
  return colour
    .match(/\d+(\.\d+)?/g)!
    .slice(0, 3)
    .map(Number) as Colour;
}
