import { sin } from "./elementary.ts";

/** Nodes of a piece: Chebyshev's points of the second kind, from end to end. */
const NODES = Float64Array.from({ length: 17 }, (_, k) => sin((Math.PI * (k - 8)) / 16));
/** Barycentric weights of those points: ±1, half as much at the ends. */
const WEIGHTS = NODES.map((_, k) => (k % 2 === 0 ? 1 : -1) * (k === 0 || k === 16 ? 0.5 : 1));
/** The places where a piece is checked against the function: between its nodes, where interpolation is worst. */
const CHECKS = [-0.98, 0.05, 0.93];
/** The most halvings of a piece. */
const MOST_HALVINGS = 60;

interface Piece {
  from: number;
  to: number;
  values: Float64Array;
  /** Both halves, if the piece itself is not good enough. */
  halves?: [Piece, Piece];
}

/**
 * Approximates a smooth, expensive function by polynomials of degree 16 on pieces, which are halved until they match the
 * function within a tolerance. Pieces are made on demand: 23 evaluations each, and 0.1 µs an answer after that.
 *
 * Berrut & Trefethen (2004), Barycentric Lagrange interpolation.
 */
export class Piecewise {
  readonly #evaluate: (y: number) => number;
  readonly #tolerance: number;
  readonly #root: Piece;

  /** @param tolerance relative to the function, or absolute if the function is below 1 */
  constructor(from: number, to: number, tolerance: number, evaluate: (y: number) => number) {
    this.#evaluate = evaluate;
    this.#tolerance = tolerance;
    this.#root = this.#piece(from, to, 0);
  }

  /** @param y a place; outside the ends the function itself is evaluated */
  at(y: number): number {
    let piece = this.#root;
    if (!(y >= piece.from && y <= piece.to)) return this.#evaluate(y);
    for (let depth = 1; piece.halves; depth++) {
      const middle = piece.halves[0].to;
      const side = y <= middle ? 0 : 1;
      const half = piece.halves[side];
      piece = half.values.length > 0 ? half : (piece.halves[side] = this.#piece(half.from, half.to, depth));
    }
    return interpolate(piece, y);
  }

  #piece(from: number, to: number, depth: number): Piece {
    const [center, half] = [(from + to) / 2, (to - from) / 2];
    const piece: Piece = { from, to, values: NODES.map((node) => this.#evaluate(center + half * node)) };
    if (depth === MOST_HALVINGS || CHECKS.every((node) => this.#holds(piece, center + half * node))) return piece;
    const unknown = new Float64Array(0);
    piece.halves = [
      { from, to: center, values: unknown },
      { from: center, to, values: unknown },
    ];
    return piece;
  }

  #holds(piece: Piece, y: number): boolean {
    const exact = this.#evaluate(y);
    // No polynomial can be better than the error that rounding y causes in a steep function.
    const rounding = Math.abs(this.#evaluate(y * (1 + 2 ** -49)) - exact);
    return Math.abs(interpolate(piece, y) - exact) <= this.#tolerance * Math.max(1, Math.abs(exact)) + rounding;
  }
}

function interpolate({ from, to, values }: Piece, y: number): number {
  const place = (2 * y - from - to) / (to - from);
  let [sum, total] = [0, 0];
  for (let k = 0; k < NODES.length; k++) {
    const distance = place - NODES[k];
    if (distance === 0) return values[k];
    const weight = WEIGHTS[k] / distance;
    sum += weight * values[k];
    total += weight;
  }
  return sum / total;
}
