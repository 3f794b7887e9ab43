import { jsPDF } from "jspdf";
import { svg2pdf } from "svg2pdf.js";
import { type Figure, FigureError, type LaidOut } from "./figure.ts";
import { svgElement } from "./figure-svg.ts";
import { FONT, loadFont } from "./font.ts";
import { statements } from "./metadata.ts";
import { pointsOf } from "./paper.ts";

/** A figure as a PDF file with its font inside. */
export async function figurePdf(figure: Figure, laidOut: LaidOut): Promise<Blob> {
  const size = [pointsOf(laidOut.width, laidOut), pointsOf(laidOut.height, laidOut)] as [number, number];
  const orientation = size[0] > size[1] ? "landscape" : "portrait";
  const pdf = new jsPDF({ unit: "pt", format: size, orientation, compress: true, putOnlyUsedFonts: true });
  pdf.addFileToVFS("arimo.ttf", base64(await loadFont()));
  pdf.addFont("arimo.ttf", FONT, "normal");
  pdf.setFont(FONT);
  const svg = svgElement(laidOut);
  for (const text of svg.querySelectorAll("text")) text.setAttribute("font-family", FONT);
  refuseMissing(pdf, svg);
  await svg2pdf(svg, pdf, { x: 0, y: 0, width: size[0], height: size[1] });
  const { title, creator, source, identifier } = statements(figure);
  pdf.setDocumentProperties({ title, creator, subject: source, keywords: identifier });
  return pdf.output("blob");
}

/** A PDF shows only what is in its own font. */
function refuseMissing(pdf: jsPDF, svg: SVGSVGElement): void {
  const { metadata } = pdf.getFont() as unknown as { metadata: { characterToGlyph: (code: number) => number } };
  const text = [...svg.querySelectorAll("text")].map(({ textContent }) => textContent).join("");
  const missing = [...new Set(Array.from(text))].filter(
    (character) => !metadata.characterToGlyph(character.codePointAt(0)!),
  );
  if (missing.length === 0) return;
  throw new FigureError(`The font of PDFs has no “${missing.join("”, “")}”. Choose SVG or PNG, or use other names.`);
}

function base64(bytes: ArrayBuffer): string {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCodePoint(byte);
  return btoa(binary);
}
