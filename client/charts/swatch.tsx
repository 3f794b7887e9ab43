import { type Marker, seriesStyle } from "./series-style.ts";
import "./swatch.css";

/** A sample of the line of a policy: colour, dash and marker. */
export function Swatch({ policy }: { policy: number }) {
  const { colour, dash, marker } = seriesStyle(policy);
  return (
    <svg className={`swatch series-${colour + 1}`} width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      <line x1="1" x2="33" y1="7" y2="7" strokeWidth="2.25" strokeDasharray={dash.join(" ")} />
      <path d={MARKS[marker]} transform="translate(17 7)" strokeWidth="1.5" fillOpacity={HOLLOW.has(marker) ? 0 : 1} />
    </svg>
  );
}

/** A sample of an exact curve: dots in gaps of a line. */
export function ExactSwatch() {
  const dots = { x1: 6, x2: 29, y1: 7, y2: 7, strokeDasharray: "0 11", strokeLinecap: "round" } as const;
  return (
    <svg className="swatch" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      <line x1="1" x2="33" y1="7" y2="7" strokeWidth="2" />
      <line className="swatch-gap" {...dots} strokeWidth="6.5" />
      <line {...dots} strokeWidth="4" />
    </svg>
  );
}

const HOLLOW = new Set<Marker>(["cross", "crossRot", "star"]);
const MARKS: Record<Marker, string> = {
  circle: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0",
  rect: "M-3.5,-3.5h7v7h-7z",
  triangle: "M0,-4.5L4.5,3.5H-4.5z",
  rectRot: "M0,-5L5,0L0,5L-5,0z",
  cross: "M-5,0H5M0,-5V5",
  star: "M-5,0H5M0,-5V5M-3.5,-3.5L3.5,3.5M-3.5,3.5L3.5,-3.5",
  crossRot: "M-4,-4L4,4M-4,4L4,-4",
  rectRounded: "M-2,-4h4a2,2 0 0 1 2,2v4a2,2 0 0 1 -2,2h-4a2,2 0 0 1 -2,-2v-4a2,2 0 0 1 2,-2z",
};
