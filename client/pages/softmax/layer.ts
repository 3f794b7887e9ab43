import { logSoftmax, softmax } from "../../../policies/numerics/softmax.ts";

export type Vector = readonly number[];
export type Matrix = readonly Vector[];

/** A softmax layer: inputs x_j, weights W_ji of input j for class i, and the class that was observed. */
export interface Layer {
  x: Vector;
  weights: Matrix;
  /** Index of the observed class. */
  target: number;
}

/** z = Wᵀx. */
export function logits({ x, weights }: Pick<Layer, "x" | "weights">): number[] {
  return weights[0].map((_, i) => x.reduce((sum, value, j) => sum + value * weights[j][i], 0));
}

/** S = softmax(z). */
export function shares(z: Vector): number[] {
  return Array.from(softmax(z));
}

/** ∂S_t/∂z_i = S_t·(1[t = i] − S_i), the matrix diag(S) − S·Sᵀ. */
export function jacobian(s: Vector): number[][] {
  return s.map((own, t) => s.map((other, i) => own * (Number(t === i) - other)));
}

/** ∂S_t/∂W_ji = ∂S_t/∂z_i · x_j: a row for each t; its columns are all j of the first class, then of the second, and so on. */
export function sharesByWeights(s: Vector, x: Vector): number[][] {
  return jacobian(s).map((row) => row.flatMap((slope) => x.map((value) => slope * value)));
}

/** The cross-entropy −ln S_y of the observed class y. */
export function crossEntropy(z: Vector, target: number): number {
  return -logSoftmax(z)[target];
}

/** ∂(−ln S_y)/∂S: −1/S_y at the observed class, 0 elsewhere. */
export function lossByShares(s: Vector, target: number): number[] {
  return s.map((share, i) => (i === target ? -1 / share : 0));
}

/** ∂(−ln S_y)/∂z = S − 1_y. */
export function lossByLogits(s: Vector, target: number): number[] {
  return s.map((share, i) => share - Number(i === target));
}

/** ∂(−ln S_y)/∂W_ji = (S_i − 1[i = y])·x_j, a row for each class i. */
export function lossByWeights(s: Vector, { x, target }: Layer): number[][] {
  return lossByLogits(s, target).map((slope) => x.map((value) => slope * value));
}

/** The same by the chain of Jacobians: Σ_t ∂(−ln S_y)/∂S_t · ∂S_t/∂W_ji. */
export function lossByChain(s: Vector, { x, target }: Layer): number[][] {
  const outer = lossByShares(s, target);
  const inner = sharesByWeights(s, x);
  return s.map((_, i) =>
    x.map((__, j) => outer.reduce((sum, slope, t) => sum + slope * inner[t][i * x.length + j], 0)),
  );
}

/** The gradient bandit's preferences after a pull of the target: H − α·(R − R̄)·∂(−ln π_y)/∂H. */
export function updatedPreferences(h: Vector, target: number, step: number): number[] {
  return lossByLogits(shares(h), target).map((slope, i) => h[i] - step * slope);
}
