import { exp, expm1, log, log1p } from "../../numerics/elementary.ts";
import { applyRules, CUMULATIVE_WEIGHTS, KRONROD_NODES } from "../../numerics/gauss-kronrod.ts";
import { type Kernel, type Line, MOST_POINTS, type Panel } from "../kernels/kernel.ts";

const NODES = KRONROD_NODES.length;
/** After the nodes, a panel's two ends. */
const LEFT = NODES;
const RIGHT = NODES + 1;
/** How much, in logarithms, a density may rise from the end at which its integral over a panel is begun. */
const RISE = 6;
/** Smaller logarithms have no exponential. */
const LEAST = -650;

/** All arms of one family on their common line: where each of them matters, and what the integrands are there. */
export class ArmField {
  readonly #line: Line;
  readonly #depth: number;
  readonly #keepsTails: boolean;
  readonly #kernels: readonly Kernel[];
  readonly #lows: Float64Array;
  readonly #highs: Float64Array;
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

  /**
   * @param depth densities are followed until they have fallen by e^(−depth) from their peak, and the product of all cdfs
   *   down to e^(−depth): what is left out is no more than that
   * @param keepsTails whether 1 − F is to keep its relative accuracy, as losses need it
   */
  constructor(line: Line, kernels: readonly Kernel[], depth: number, keepsTails: boolean) {
    this.#line = line;
    this.#depth = depth;
    this.#keepsTails = keepsTails;
    this.#kernels = kernels;
    this.#lows = Float64Array.from(kernels, (kernel) => this.#falloff(kernel, -1));
    this.#highs = Float64Array.from(kernels, (kernel) => this.#falloff(kernel, 1));
    this.#logDensities = kernels.map(() => new Float64Array(MOST_POINTS));
    this.#logCdfs = kernels.map(() => new Float64Array(NODES));
  }

  get armCount(): number {
    return this.#kernels.length;
  }

  /**
   * Adjoining panels of the region that decides: left of it the product of the cdfs is below e^(−depth), right of it all are 1.
   * Everywhere as long as the arm that changes fastest there allows.
   */
  panels(): Panel[] {
    return this.#march(this.#line.anchorAt(this.#start()), 1, (y) => y < this.#end);
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

  /** ∫ F_k·(1 − ∏_{j≠k} F_j) dx over a panel, for all arms, likewise; of the panel that `integrate` was given last. */
  integrateLosses(panel: Panel, kronrod: Float64Array, difference: Float64Array): void {
    const half = (panel.to - panel.from) / 2;
    const { jacobian } = this.#line.points;
    // Σ_{j≠k} ln F_j is far smaller than ln F_k at times: the sums before and after k, not the whole less ln F_k.
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

  /** What the panels leave out of the losses: E[(x₀ − θ_k)⁺] left of them and Σ_{j≠k} E[(θ_j − x₁)⁺] right of them. */
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

  /** ln(f_k·∏_{j≠k} F_j) at one place. */
  logIntegrand(arm: number, y: number): number {
    this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
    let sum = 0;
    this.#kernels.forEach((kernel, j) => {
      if (j !== arm && y >= this.#highs[j]) return;
      kernel.logDensities(this.#single);
      sum += j === arm ? this.#single[0] : this.#logCdf(kernel, 0, this.#single[0]);
    });
    return sum;
  }

  /** ln f_k − ln F_k at one place. */
  logShare(arm: number, y: number): number {
    const kernel = this.#kernels[arm];
    this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
    kernel.logDensities(this.#single);
    return this.#single[0] - (y >= this.#highs[arm] ? 0 : this.#logCdf(kernel, 0, this.#single[0]));
  }

  /** Σ ln F_j at one place. */
  logProduct(y: number): number {
    return this.#logProductAt(y, Infinity);
  }

  /** From where the first arm peaks to where all cdfs are 1. */
  get span(): [from: number, to: number] {
    return [this.#kernels.reduce((least, { peak }) => Math.min(least, peak), Infinity), this.#end];
  }

  /** Where an arm's integrand may peak: from its own peak on, and ends and peaks of all arms on the way. */
  landmarks(arm: number): number[] {
    const own = this.#kernels[arm].peak;
    const places = [...this.#lows, ...this.#highs, ...this.#kernels.map(({ peak }) => peak)].filter((y) => y > own);
    return [own, ...places.toSorted((one, other) => one - other)];
  }

  /** The same arms over a region of another depth. */
  atDepth(depth: number): ArmField {
    return depth === this.#depth ? this : new ArmField(this.#line, this.#kernels, depth, this.#keepsTails);
  }

  /**
   * Where an unlikely arm's log-concave integrand peaks, ln of it there, and how wide it is. The slope of its logarithm, which falls
   * throughout, is brought to zero to a tenth of the width: secant and halving steps by turns. The width comes from the
   * change of the slope over the bracket, for the curvature itself would be a difference of nearly equal terms.
   */
  peak(arm: number): { y: number; width: number; height: number } {
    let [left, right] = [this.#kernels[arm].peak, this.#end];
    let [above, below] = [this.#slope(arm, left), this.#slope(arm, right)];
    for (let step = 0; step < 200; step++) {
      const width = Math.sqrt((right - left) / (above - below));
      const secant = left + (above / (above - below)) * (right - left);
      if (right - left <= 0.1 * width || right - left <= 1e-14 * Math.abs(left)) {
        return { y: secant, width, height: this.logIntegrand(arm, secant) };
      }
      const y = step % 2 === 0 && secant > left && secant < right ? secant : (left + right) / 2;
      const slope = this.#slope(arm, y);
      if (slope > 0) [left, above] = [y, slope];
      else [right, below] = [y, slope];
    }
    return { y: left, width: right - left, height: this.logIntegrand(arm, left) };
  }

  /** Panels around the peak of an unlikely arm's integrand, out to a drop of 42 (6·10⁻¹⁹). */
  panelsAround(arm: number, y: number, width: number, height: number): Panel[] {
    const matters = (place: number) => this.logIntegrand(arm, place) > height - 42;
    const anchor = this.#line.anchorAt(y);
    return [-1, 1].flatMap((side) => this.#march(anchor, side as -1 | 1, matters, arm, 4 * width));
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

  get #end(): number {
    return this.#highs.reduce((end, high) => Math.max(end, high), -Infinity);
  }

  /** Where the product of all cdfs comes to light, from below. */
  #start(): number {
    let dark = this.#lows.reduce((start, low) => Math.max(start, low), -Infinity);
    let light = this.#end;
    for (let step = 0; step < 10 && light - dark > 0; step++) {
      const middle = (dark + light) / 2;
      if (this.#logProductAt(middle, this.#depth) < -this.#depth) dark = middle;
      else light = middle;
    }
    return dark;
  }

  /** Σ ln F_j, or something below −depth. */
  #logProductAt(y: number, depth: number): number {
    this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
    let sum = 0;
    for (let arm = 0; arm < this.#kernels.length && sum >= -depth; arm++) {
      if (y >= this.#highs[arm]) continue;
      this.#kernels[arm].logDensities(this.#single);
      sum += this.#logCdf(this.#kernels[arm], 0, this.#single[0]);
    }
    return sum;
  }

  /** Panels from an anchor to one side, as long as there is something; each is as long as the active arms allow. */
  #march(
    start: Panel["anchor"],
    side: -1 | 1,
    matters: (y: number) => boolean,
    always = -1,
    longest = Infinity,
  ): Panel[] {
    const panels: Panel[] = [];
    let anchor = start;
    let offset = 0;
    let limit = longest;
    while (panels.length < MOST_PANELS && matters(anchor.y)) {
      // Leftwards, an arm that has come to its end begins to matter at its high end: no panel reaches across it.
      const slack = side < 0 ? 1e-12 * Math.abs(anchor.y) : 0;
      const free = side < 0 ? anchor.y - this.#nextHigh(anchor.y - slack) : Infinity;
      const length = Math.min(limit, free, this.#reachAt(anchor.y - slack, always));
      const edge = offset + side * length;
      panels.push(side > 0 ? { anchor, from: offset, to: edge } : { anchor, from: edge, to: offset });
      this.#offsets[0] = edge;
      this.#line.place(anchor, this.#offsets, 1);
      ({ anchor, offset } = this.#line.anchorOf(0));
      // Integrands have tails that are no steeper than a normal one's, mostly flatter.
      limit *= 1.5;
    }
    return panels;
  }

  /** The largest high end of an arm that is less than y. */
  #nextHigh(y: number): number {
    return this.#highs.reduce((next, high) => (high < y ? Math.max(next, high) : next), -Infinity);
  }

  #reachAt(y: number, always: number): number {
    this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
    let reach = Infinity;
    for (let arm = 0; arm < this.#kernels.length; arm++) {
      if (y >= this.#highs[arm] && arm !== always) continue;
      this.#kernels[arm].logDensities(this.#single);
      reach = Math.min(reach, this.#kernels[arm].reach(0));
    }
    return reach;
  }

  #placeAt({ anchor }: Panel, offset: number): void {
    this.#offsets[0] = offset;
    this.#line.place(anchor, this.#offsets, 1);
  }

  /** Evaluates all arms at the nodes of a panel; an arm that has come to its end only where it is asked for. */
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
   * ln f and ln F of one arm at the nodes. Where the density is smooth on the panel, one tail in place of 21 will do: F is
   * its value at the left end and an integral from there, where the density does not rise much, so that no digits are
   * lost. Right of the mean 1 − F is its value at the left end less that integral, right to 10⁻¹⁶ absolutely, as F is;
   * or, where losses need it relatively, its value at the right end and an integral from there.
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
      for (let node = 0; node < NODES; node++) logCdfs[node] = this.#logCdf(kernel, node, logDensities[node]);
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

  #logCdf(kernel: Kernel, index: number, logDensity: number): number {
    const ratio = kernel.tailRatio(index);
    return kernel.isLeft(index) ? logDensity + log(ratio) : log1p(-exp(logDensity) * ratio);
  }

  /** Where a density has fallen by e^(−depth) from its peak, on one side of it. */
  #falloff(kernel: Kernel, side: -1 | 1): number {
    const { peak } = kernel;
    const logDensityAt = (y: number) => {
      this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
      kernel.logDensities(this.#single);
      return this.#single[0];
    };
    // A tail that falls slowly holds about as much as its density, whatever the peak is.
    const height = Math.min(0, logDensityAt(peak));
    const falls = (y: number) => height - logDensityAt(y) >= this.#depth;
    this.#line.place(this.#line.anchorAt(peak), ORIGIN, 1);
    const most = this.#line.extent - side * peak;
    let outer = Math.min(kernel.reach(0), most);
    let inner = 0;
    while (!falls(peak + side * outer)) {
      if (outer === most) return side * this.#line.extent;
      inner = outer;
      outer = Math.min(2 * outer, most);
    }
    for (let step = 0; step < 6; step++) {
      const middle = (inner + outer) / 2;
      if (falls(peak + side * middle)) outer = middle;
      else inner = middle;
    }
    return peak + side * outer;
  }

  /** Derivative in y of ln f_arm + Σ_{j≠arm} ln F_j, with (ln F)′ = f/F. */
  #slope(arm: number, y: number): number {
    this.#line.place(this.#line.anchorAt(y), ORIGIN, 1);
    let slope = 0;
    this.#kernels.forEach((kernel, j) => {
      if (j !== arm && y >= this.#highs[j]) return;
      kernel.logDensities(this.#single);
      const ratio = kernel.tailRatio(0);
      if (j === arm) slope += kernel.slope(0);
      else if (kernel.isLeft(0)) slope += 1 / ratio;
      else slope += 1 / (exp(-this.#single[0]) - ratio);
    });
    return slope;
  }
}

const ORIGIN = new Float64Array(1);
/** More than any region needs: a march ends, whatever its arms are. */
const MOST_PANELS = 10_000;
