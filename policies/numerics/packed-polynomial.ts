/**
 * Bits of the longest BigInt to create: every JavaScript engine holds 2²⁰ bits, which is SpiderMonkey's limit; V8 holds
 * 2³⁰.
 */
const longestBits = holds(2 ** 24) ? 2 ** 24 : 2 ** 20;

function holds(bits: number): boolean {
  try {
    return 1n << BigInt(bits - 1) > 0n;
  } catch {
    return false;
  }
}

/** A polynomial with non-negative coefficients, packed into big integers, the lowest powers first. */
export type PackedPolynomial = readonly bigint[];

/**
 * How polynomials are packed, so that a product of them is a product of big integers: coefficients side by side, a slot of
 * bits each. One integer holds all of them where the longest product is no longer than the engine allows; otherwise a
 * polynomial is several pieces of equal length, and a product the sum of the products of pieces: up to three times slower,
 * with the same coefficients.
 */
export class Packing {
  readonly one: PackedPolynomial = [1n];
  /** Bits of a coefficient, a multiple of 4. */
  readonly #slot: number;
  /** Coefficients in a piece. */
  readonly #length: number;
  /** Whether no polynomial needs a second piece. */
  readonly #isShort: boolean;

  /**
   * @param length coefficients of the longest product
   * @param bits of the largest coefficient of a product, and of a sum of such products
   */
  constructor(length: number, bits: number, longest = longestBits) {
    this.#slot = 4 * Math.ceil((bits + 4) / 4);
    this.#isShort = length * this.#slot <= longest;
    this.#length = this.#isShort ? length : Math.max(1, Math.floor(longest / 2 / this.#slot));
  }

  pack(coefficients: readonly bigint[]): PackedPolynomial {
    const digits = this.#slot / 4;
    const pieces: bigint[] = [];
    for (let from = 0; from < coefficients.length; from += this.#length) {
      const piece = coefficients.slice(from, from + this.#length).toReversed();
      pieces.push(BigInt(`0x${piece.map((value) => value.toString(16).padStart(digits, "0")).join("")}`));
    }
    return pieces;
  }

  /** The first coefficients of a polynomial, 0 where it has none. */
  unpack(packed: PackedPolynomial, count: number): bigint[] {
    const digits = this.#slot / 4;
    const pieces = packed.map((piece) => piece.toString(16).padStart(digits * this.#length, "0"));
    return Array.from({ length: count }, (_, i) => {
      const piece = pieces[Math.floor(i / this.#length)];
      if (piece === undefined) return 0n;
      const end = piece.length - (i % this.#length) * digits;
      return BigInt(`0x${piece.slice(end - digits, end)}`);
    });
  }

  multiply(one: PackedPolynomial, other: PackedPolynomial): PackedPolynomial {
    if (this.#isShort) return [one[0] * other[0]];
    const bits = this.#slot * this.#length;
    const product = Array.from({ length: one.length + other.length }, () => 0n);
    one.forEach((left, i) =>
      other.forEach((right, j) => {
        const piece = left * right;
        product[i + j] += BigInt.asUintN(bits, piece);
        product[i + j + 1] += piece >> BigInt(bits);
      }),
    );
    while (product.length > 1 && product.at(-1) === 0n) product.pop();
    return product;
  }
}
