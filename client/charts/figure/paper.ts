/**
 * Sizes on paper. A chart is drawn in the pixels of the page, of which 1.5 are a point: text of 12 px is 8 pt, and a line of
 * 2 px is 1⅓ pt.
 */
const POINTS_PER_INCH = 72;
const PIXELS_PER_POINT = 1.5;

export const DOTS_PER_INCH = 600;

/** Whole pixels, because Chart.js draws on nothing else: at most 0.4 px less than the width. */
export function pixelsOf(inches: number): number {
  return Math.floor(inches * POINTS_PER_INCH * PIXELS_PER_POINT);
}

/** A length of a figure in points, where its width in pixels is exactly its width in inches. */
export function pointsOf(pixels: number, { width, inches }: { width: number; inches: number }): number {
  return (pixels / width) * inches * POINTS_PER_INCH;
}

/** A length of a figure in inches. */
export function inchesOf(pixels: number, { width, inches }: { width: number; inches: number }): number {
  return (pixels / width) * inches;
}
