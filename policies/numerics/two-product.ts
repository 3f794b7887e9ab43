/** 2²⁷ + 1: splits a double into halves of 26 bits. Dekker (1971). */
const SPLITTER = 134_217_729;

/**
 * The rounding error of a product: a·b − fl(a·b), exactly, for |a|, |b| below 10²⁹⁹ and products that do not underflow.
 *
 * Dekker (1971), A floating-point technique for extending the available precision; splitting by Veltkamp.
 */
export function productError(a: number, b: number): number {
  const product = a * b;
  const scaledA = SPLITTER * a;
  const highA = scaledA - (scaledA - a);
  const lowA = a - highA;
  const scaledB = SPLITTER * b;
  const highB = scaledB - (scaledB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}

/** The rounding error of a sum: a + b − fl(a + b), exactly. Knuth, TAOCP 2, §4.2.2. */
export function sumError(a: number, b: number): number {
  const sum = a + b;
  const partB = sum - a;
  return a - (sum - partB) + (b - partB);
}
