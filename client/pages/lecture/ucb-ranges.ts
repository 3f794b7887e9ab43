import type { SelectionAnswer } from "../../../experiments/selection/answer.ts";

/** The arm with the highest index Q + c·√(ln t / n) for every c between `from` and `to`. */
export interface UcbRange {
  from: number;
  to: number;
  /** The leading arms; several if they agree in mean and pulls. */
  leaders: number[];
}

/** Thresholds that differ by less, relatively, are one. */
const SAME = 1e-12;

/**
 * The arm that UCB plays for every c > 0: the upper envelope of the lines c ↦ Q(a) + c·√(ln t / n_a). Between two
 * neighbours the threshold is
 *
 *   c* = (Q_old − Q_new) / (√(ln t / n_new) − √(ln t / n_old)).
 *
 * @returns ranges in ascending order of c; undefined if an arm is untried, since it then comes first for every c
 */
export function ucbRanges({ arms, decision }: Pick<SelectionAnswer, "arms" | "decision">): UcbRange[] | undefined {
  if (arms.some(({ pulls }) => pulls === 0)) return undefined;
  const lines = arms.map(({ mean, pulls }) => ({ height: mean!, slope: Math.sqrt(Math.log(decision) / pulls) }));
  const ranges: UcbRange[] = [];
  let from = 0;
  let leader = first(lines, (a, b) => b.height - a.height || b.slope - a.slope);
  while (true) {
    const rivals = lines
      .filter(({ slope }) => slope > leader.slope)
      .map((line) => ({ line, at: (leader.height - line.height) / (line.slope - leader.slope) }));
    const next = first(rivals, (a, b) => a.at - b.at || b.line.slope - a.line.slope);
    const leaders = lines.flatMap(({ height, slope }, arm) =>
      height === leader.height && slope === leader.slope ? [arm] : [],
    );
    const to = next ? next.at : Infinity;
    // Three lines that cross in one point are apart by rounding alone.
    if (to === Infinity || to - from > SAME * to) ranges.push({ from, to, leaders });
    if (!next) return ranges;
    [from, leader] = [next.at, next.line];
  }
}

function first<Item>(items: readonly Item[], compare: (a: Item, b: Item) => number): Item {
  return items.toSorted(compare)[0];
}
