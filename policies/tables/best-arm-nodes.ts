import type { BetaParameters } from "../posteriors/beta.ts";
import { ArmTable } from "./arm-table.ts";
import { commonNodes } from "./common-nodes.ts";
import type { SelectionTable } from "./table-plan.ts";

/**
 * P(θ_k is the largest) for all posteriors within some pulls of K arms with Beta priors, as sums over nodes that all
 * states share:
 *
 *   p_k = Σ_i w_i·f_k(y_i)·∏_{j≠k} F_j(y_i)
 *
 * For whole priors, Gauss–Legendre nodes in x, which are exact because the integrand is a polynomial. For others (and
 * for whole priors so large that this takes fewer nodes) Gauss–Kronrod panels in the log odds, which leave out densities
 * below e^−60 of their peak. All terms are positive, so small probabilities keep their digits, on panels down to 10⁻¹²:
 * relative error below 10⁻¹³ for priors of 10⁻²…10³, beyond them 10⁻¹² with an absolute 10⁻²⁴. Densities and cdfs of
 * every arm, state and node are tabulated once, F by sums of positive terms. O(K·nodes) a state.
 */
export function bestArmNodes(priors: readonly BetaParameters[], mostPulls: number): SelectionTable {
  const nodes = commonNodes(priors, mostPulls);
  const known = new Map<string, ArmTable>();
  const tables = priors.map((prior) => {
    const key = `${prior.alpha} ${prior.beta}`;
    const table = known.get(key) ?? new ArmTable(prior, mostPulls, nodes);
    known.set(key, table);
    return table;
  });
  return new NodeTable(tables, nodes.weights);
}

class NodeTable implements SelectionTable {
  readonly #arms: readonly ArmTable[];
  /**
   * For the first j arms at [j]: weights times the density of arm i and the cdfs of the others at [j][i], i < j, and
   * weights times all cdfs at [j][j]. A level is made from the one before, when its arm's successes change.
   */
  readonly #levels: Float64Array[][];

  constructor(arms: readonly ArmTable[], weights: Float64Array) {
    this.#arms = arms;
    this.#levels = arms.map((_, level) => Array.from({ length: level + 1 }, () => new Float64Array(weights.length)));
    this.#levels[0][0].set(weights);
  }

  fill(pulls: ArrayLike<number>, out: Float64Array): void {
    const last = this.#arms.length - 1;
    const size = Array.from(pulls).reduce((product, n) => product * (n + 1), 1);
    const width = pulls[last] + 1;
    const successes = new Int32Array(last);
    const products = this.#levels[last];
    const { densities, cdfs } = this.#arms[last];
    for (let first = 0, changed = 0; first < size; first += width) {
      for (let arm = changed; arm < last; arm++) this.#extend(arm, this.#arms[arm].row(pulls[arm], successes[arm]));
      for (let s = 0; s < width; s++) {
        const row = this.#arms[last].row(pulls[last], s);
        const place = first + s;
        for (let arm = 0; arm < last - 1; arm += 2) {
          sumTwo(products[arm], products[arm + 1], cdfs, row, out, arm * size + place, (arm + 1) * size + place);
        }
        if (last % 2 === 1) out[(last - 1) * size + place] = sum(products[last - 1], cdfs, row);
        out[last * size + place] = sum(products[last], densities, row);
      }
      changed = last - 1;
      while (changed >= 0 && ++successes[changed] > pulls[changed]) successes[changed--] = 0;
    }
  }

  /** Multiplies the next arm into the products. */
  #extend(arm: number, row: number): void {
    const [before, after] = [this.#levels[arm], this.#levels[arm + 1]];
    const { densities, cdfs } = this.#arms[arm];
    for (let i = 0; i < arm; i++) multiply(before[i], cdfs, row, after[i]);
    multiply(before[arm], densities, row, after[arm]);
    multiply(before[arm], cdfs, row, after[arm + 1]);
  }
}

function multiply(a: Float64Array, b: Float64Array, row: number, out: Float64Array): void {
  for (let i = 0; i < a.length; i++) out[i] = a[i] * b[row + i];
}

/** Σ_i a_i·b_(row+i), in two independent sums, which a processor computes in parallel. */
function sum(a: Float64Array, b: Float64Array, row: number): number {
  let [even, odd] = [0, 0];
  const pairs = a.length - (a.length % 2);
  for (let i = 0; i < pairs; i += 2) {
    even += a[i] * b[row + i];
    odd += a[i + 1] * b[row + i + 1];
  }
  if (pairs < a.length) even += a[pairs] * b[row + pairs];
  return even + odd;
}

/** Two such sums with the same b, side by side. */
function sumTwo(
  a: Float64Array,
  other: Float64Array,
  b: Float64Array,
  row: number,
  out: Float64Array,
  place: number,
  otherPlace: number,
): void {
  let [one, two] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const factor = b[row + i];
    one += a[i] * factor;
    two += other[i] * factor;
  }
  out[place] = one;
  out[otherPlace] = two;
}
