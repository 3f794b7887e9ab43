/** A place in pixels. */
export interface Place {
  x: number;
  y: number;
}

/** A line in pixels. */
export interface PixelLine {
  policy: number;
  points: readonly Place[];
}

/** The policy of the line nearest to a place; null if none is within so many pixels. Points without a number are gaps. */
export function nearestLine(lines: readonly PixelLine[], at: Place, within: number): number | null {
  let [nearest, least]: [number | null, number] = [null, within];
  for (const { policy, points } of lines) {
    for (let end = 1; end < points.length; end++) {
      const distance = distanceTo(points[end - 1], points[end], at);
      if (distance <= least) [nearest, least] = [policy, distance];
    }
  }
  return nearest;
}

/** The distance of a place from a segment; NaN for one with an end that is no number. */
function distanceTo(from: Place, to: Place, at: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((at.x - from.x) * dx + (at.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(at.x - from.x - share * dx, at.y - from.y - share * dy);
}
