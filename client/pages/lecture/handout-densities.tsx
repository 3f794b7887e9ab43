import { betaDensityCurve } from "../../charts/beta-density.ts";
import { betaName } from "./beliefs.ts";
import type { NamedBeta } from "./named-posteriors.ts";

const POINTS = 101;
const [WIDTH, HEIGHT] = [300, 150];
const DASHES = ["none", "7 3", "2 3", "9 3 2 3", "4 2", "1 2"];
/** A density that is infinite at an end is cut off. */
const HIGHEST = 4;

/** The posterior densities as a drawing of lines, which print in black. */
export function HandoutDensities({ posteriors }: { posteriors: readonly NamedBeta[] }) {
  const curves = posteriors.map((posterior) => betaDensityCurve(posterior, POINTS));
  const isInfinite = posteriors.some(({ alpha, beta }) => alpha < 1 || beta < 1);
  const peak = Math.max(2, ...curves.flat().map(({ y }) => (Number.isFinite(y) ? y : 0)));
  const top = isInfinite ? HIGHEST : peak;
  const place = ({ x, y }: { x: number; y: number }) =>
    `${(x * WIDTH).toFixed(1)},${(HEIGHT * (1 - Math.min(y, top) / top)).toFixed(1)}`;
  return (
    <figure>
      <svg viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 22}`} aria-hidden="true">
        <path d={`M0,0V${HEIGHT}H${WIDTH}`} />
        {curves.map((curve, arm) => (
          <polyline
            key={posteriors[arm].arm}
            points={curve
              .filter(({ y }) => !Number.isNaN(y))
              .map(place)
              .join(" ")}
            strokeDasharray={DASHES[arm]}
          />
        ))}
        <text x="0" y={HEIGHT + 15}>
          0
        </text>
        <text x={WIDTH / 2} y={HEIGHT + 15} textAnchor="middle">
          mean reward θ
        </text>
        <text x={WIDTH} y={HEIGHT + 15} textAnchor="end">
          1
        </text>
      </svg>
      <figcaption>
        {posteriors.map((posterior, arm) => (
          <span key={posterior.arm}>
            <svg viewBox="0 0 30 6" aria-hidden="true">
              <path d="M0,3H30" strokeDasharray={DASHES[arm]} />
            </svg>{" "}
            {posterior.arm}: {betaName(posterior)}{" "}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
