import type { Race } from "./race.computed.ts";

/** The lines of a race in a box of a width and a height, as the points of SVG polylines. */
export function sketchLines({ checkpoints, lines }: Race, width: number, height: number): string[] {
  const highest = Math.max(...lines.flatMap(({ regret }) => regret));
  const last = checkpoints.at(-1)!;
  const place = (t: number, regret: number) =>
    `${((t / last) * width).toFixed(1)},${(height - (regret / highest) * height).toFixed(1)}`;
  return lines.map(({ regret }) =>
    [place(0, 0), ...regret.map((value, index) => place(checkpoints[index], value))].join(" "),
  );
}
