import { type Figure, FigureError, type LaidOut } from "./figure.ts";
import { statements } from "./metadata.ts";
import { DOTS_PER_INCH } from "./paper.ts";
import { withStatements } from "./png-chunks.ts";

/** A figure as a PNG file of 600 dots per inch. */
export async function figurePng(figure: Figure, laidOut: LaidOut): Promise<Blob> {
  const canvas = document.createElement("canvas");
  // Chart.js rounds down.
  const ratio = (laidOut.inches * DOTS_PER_INCH + 0.01) / laidOut.width;
  const chart = laidOut.draw(canvas.getContext("2d")!, ratio);
  const drawn = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  chart.destroy();
  if (!drawn) throw new FigureError("The browser has no memory for a picture of this size. Choose SVG or PDF.");
  const { title, creator, source, identifier } = statements(figure);
  const texts = { Title: title, Software: creator, Source: source, ...(identifier && { Description: identifier }) };
  const bytes = withStatements(new Uint8Array(await drawn.arrayBuffer()), DOTS_PER_INCH, texts);
  return new Blob([bytes], { type: "image/png" });
}
