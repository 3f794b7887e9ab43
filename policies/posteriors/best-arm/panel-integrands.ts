import { exp, expm1, log, log1p } from "../../numerics/elementary.ts";
import { applyRules, CUMULATIVE_WEIGHTS, KRONROD_NODES } from "../../numerics/gauss-kronrod.ts";
import { type Kernel, type Line, MOST_POINTS, type Panel } from "../kernels/kernel.ts";
import { type ArmRegion, logCdf } from "./arm-region.ts";

const NODES = KRONROD_NODES.length;
/** After the nodes, a panel's two ends. */
const LEFT = NODES;
const RIGHT = NODES + 1;
/** How much, in logarithms, a density may rise from the end at which its integral over a panel is begun. */
const RISE = 6;
/** The exponential of a smaller logarithm would underflow. */
const LEAST = -650;

/** The integrands of P(best) and of expected losses, panel by panel. */
export class PanelIntegrands {
  readonly #line: Line;
  readonly #kernels: readonly Kernel[];
  readonly #highs: Float64Array;
  readonly #keepsTails: boolean;
  /** Arm by arm, ln f at the nodes and the ends of the panel that was loaded last. */
  readonly #logDensities: Float64Array[];
  /** Arm by arm, ln F at its nodes. */
  readonly #logCdfs: Float64Array[];
  /** Σ ln F_j at its nodes. */
  readonly #logProducts = new Float64Array(NODES);
  readonly #offsets = new Float64Array(MOST_POINTS);
  readonly #values = new Float64Array(NODES);
  readonly #densities = new Float64Array(NODES);
  readonly #integrals = new Float64Array(NODES);
  /** ln f at a single point. */
  readonly #single = new Float64Array(1);

  /** @param keepsTails whether 1 − F keeps its relative accuracy, as losses need it */
  constructor({ line, kernels, highs }: ArmRegion, keepsTails: boolean) {
    this.#line = line;
    this.#kernels = kernels;
    this.#highs = highs;
    this.#keepsTails = keepsTails;
    this.#logDensities = kernels.map(() => new Float64Array(MOST_POINTS));
    this.#logCdfs = kernels.map(() => new Float64Array(NODES));
  }

  /** ∫ f_k·∏_{j≠k} F_j dy over a panel, for all arms, by Kronrod's rule, and its difference to Gauss's. */
  integrate(panel: Panel, kronrod: Float64Array, difference: Float64Array): void {
    this.#load(panel);
    const values = this.#values;
    const half = (panel.to - panel.from) / 2;
    for (let arm = 0; arm < this.#kernels.length; arm++) {
      const logDensities = this.#logDensities[arm];
      const logCdfs = this.#logCdfs[arm];
      for (let node = 0; node < NODES; node++) {
        values[node] = exp(this.#logProducts[node] - logCdfs[node] + logDensities[node]);
      }
      applyRules(values, half, arm, kronrod, difference);
    }
  }

  /** ∫ F_k·(1 − ∏_{j≠k} F_j) dx over a panel, for all arms, likewise; for the last panel given to `integrate`. */
  integrateLosses(panel: Panel, kronrod: Float64Array, difference: Float64Array): void {
    const half = (panel.to - panel.from) / 2;
    const { jacobian } = this.#line.points;
    // Σ_{j≠k} ln F_j may be far smaller than ln F_k, so it is the sum before k plus the sum after k, not a difference.
    const after = this.#logCdfs.map(() => new Float64Array(NODES));
    for (let arm = this.#kernels.length - 2; arm >= 0; arm--) {
      for (let node = 0; node < NODES; node++) {
        after[arm][node] = after[arm + 1][node] + this.#logCdfs[arm + 1][node];
      }
    }
    const before = new Float64Array(NODES);
    const values = this.#values;
    for (let arm = 0; arm < this.#kernels.length; arm++) {
      const logCdfs = this.#logCdfs[arm];
      for (let node = 0; node < NODES; node++) {
        const others = before[node] + after[arm][node];
        values[node] = -exp(logCdfs[node]) * expm1(others) * jacobian[node];
        before[node] += logCdfs[node];
      }
      applyRules(values, half, arm, kronrod, difference);
    }
  }

  /** The losses outside the panels: E[(x₀ − θ_k)⁺] left of them and Σ_{j≠k} E[(θ_j − x₁)⁺] right of them. */
  outerLosses(panels: readonly Panel[]): Float64Array {
    const [first, last] = [panels[0], panels[panels.length - 1]];
    const losses = new Float64Array(this.#kernels.length);
    this.#placeAt(first, first.from);
    this.#kernels.forEach((kernel, arm) => {
      kernel.logDensities(this.#single);
      losses[arm] = kernel.shortfall(0, this.#single[0]);
    });
    this.#placeAt(last, last.to);
    const excesses = this.#kernels.map((kernel) => {
      kernel.logDensities(this.#single);
      return kernel.excess(0, this.#single[0]);
    });
    const total = excesses.reduce((sum, value) => sum + value, 0);
    return losses.map((loss, arm) => loss + Math.max(0, total - excesses[arm]));
  }

  /** ∫ f_k·∏_{j≠k} F_j·e^(−height) dy over a panel, for one arm. */
  integrateTail(arm: number, height: number, panel: Panel, kronrod: Float64Array, difference: Float64Array): void {
    this.#load(panel, arm);
    const half = (panel.to - panel.from) / 2;
    const logDensities = this.#logDensities[arm];
    const logCdfs = this.#logCdfs[arm];
    const values = this.#values;
    for (let node = 0; node < NODES; node++) {
      values[node] = exp(this.#logProducts[node] - logCdfs[node] + logDensities[node] - height);
    }
    applyRules(values, half, 0, kronrod, difference);
  }

  #placeAt({ anchor }: Panel, offset: number): void {
    this.#offsets[0] = offset;
    this.#line.place(anchor, this.#offsets, 1);
  }

  /** Evaluates all arms at the nodes of a panel; beyond its high end an arm only if it is `always`. */
  #load({ anchor, from, to }: Panel, always = -1): void {
    const middle = (from + to) / 2;
    const half = (to - from) / 2;
    for (let node = 0; node < NODES; node++) this.#offsets[node] = middle + half * KRONROD_NODES[node];
    this.#offsets[LEFT] = from;
    this.#offsets[RIGHT] = to;
    this.#line.place(anchor, this.#offsets, MOST_POINTS);
    this.#logProducts.fill(0);
    const y = anchor.y + from;
    for (let arm = 0; arm < this.#kernels.length; arm++) {
      if (y >= this.#highs[arm] && arm !== always) {
        this.#logDensities[arm].fill(-Infinity);
        this.#logCdfs[arm].fill(0);
        continue;
      }
      this.#loadArm(arm, half);
      const logCdfs = this.#logCdfs[arm];
      for (let node = 0; node < NODES; node++) this.#logProducts[node] += logCdfs[node];
    }
  }

  /**
   * ln f and ln F of one arm at the nodes. If the density is smooth on the panel, one tail is enough instead of 21: F is
   * its value at the left end plus an integral from there, if the density does not rise much, so no digits are lost.
   * Right of the mean, 1 − F is its value at the left end minus that integral, with an absolute error of 10⁻¹⁶ like F;
   * or, if losses need it to relative accuracy, its value at the right end plus an integral from there.
   */
  #loadArm(arm: number, half: number): void {
    const kernel = this.#kernels[arm];
    const logDensities = this.#logDensities[arm];
    const logCdfs = this.#logCdfs[arm];
    kernel.logDensities(logDensities);
    let highest = -Infinity;
    for (let node = 0; node < NODES; node++) highest = Math.max(highest, logDensities[node]);
    const isSmooth = 2 * half <= 1.25 * Math.min(kernel.reach(LEFT), kernel.reach(RIGHT));
    const begins = (end: number) => isSmooth && highest - logDensities[end] <= RISE && logDensities[end] > LEAST;
    const isLeft = kernel.isLeft(LEFT);
    const tailAt = (end: number) => exp(logDensities[end]) * kernel.tailRatio(end);
    if (begins(LEFT) && (isLeft || !this.#keepsTails || tailAt(LEFT) > 0.5)) {
      const tail = tailAt(LEFT);
      this.#integrateDensity(logDensities, half, LEFT);
      for (let node = 0; node < NODES; node++) {
        const integral = this.#integrals[node];
        logCdfs[node] = isLeft ? log(Math.min(1, tail + integral)) : log1p(Math.min(0, integral - tail));
      }
    } else if (begins(RIGHT) && !isLeft) {
      const tail = tailAt(RIGHT);
      this.#integrateDensity(logDensities, half, RIGHT);
      for (let node = 0; node < NODES; node++) logCdfs[node] = log1p(-(tail + this.#integrals[node]));
    } else {
      for (let node = 0; node < NODES; node++) logCdfs[node] = logCdf(kernel, node, logDensities[node]);
    }
  }

  /** The integrals of a density from one end of the panel to every node. */
  #integrateDensity(logDensities: Float64Array, half: number, end: number): void {
    const densities = this.#densities;
    // From the right end, nodes and weights are mirrored.
    for (let k = 0; k < NODES; k++) {
      densities[end === LEFT ? k : NODES - 1 - k] = half * exp(logDensities[k]);
    }
    for (let node = 0; node < NODES; node++) {
      let sum = 0;
      const row = node * NODES;
      for (let k = 0; k < NODES; k++) sum += CUMULATIVE_WEIGHTS[row + k] * densities[k];
      this.#integrals[end === LEFT ? node : NODES - 1 - node] = sum;
    }
  }
}
