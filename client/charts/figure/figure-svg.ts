import type { Figure, LaidOut } from "./figure.ts";
import { FONTS_OF_SVG } from "./font.ts";
import { statements } from "./metadata.ts";
import { inchesOf } from "./paper.ts";
import { SvgContext } from "./svg-context.ts";
import { tidySvg } from "./tidy-svg.ts";

const SVG = "http://www.w3.org/2000/svg";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC = "http://purl.org/dc/elements/1.1/";

/** A figure as an SVG element, its text in the font of figures. */
export function svgElement(laidOut: LaidOut): SVGSVGElement {
  const { width, height, inches } = laidOut;
  const context = new SvgContext({ width, height });
  const chart = laidOut.draw(context as unknown as CanvasRenderingContext2D, 1);
  const svg = context.getSvg().cloneNode(true) as SVGSVGElement;
  chart.destroy();
  svg.setAttribute("width", `${inches}in`);
  svg.setAttribute("height", `${inchesOf(height, laidOut).toFixed(4)}in`);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.removeAttribute("xmlns:xlink");
  tidySvg(svg);
  return svg;
}

/** A figure as an SVG file. */
export function figureSvg(figure: Figure, laidOut: LaidOut): Blob {
  const svg = svgElement(laidOut);
  for (const text of svg.querySelectorAll("text")) text.setAttribute("font-family", FONTS_OF_SVG);
  svg.prepend(titleOf(figure), metadataOf(figure));
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  return new Blob([xml], { type: "image/svg+xml" });
}

function titleOf({ title }: Figure): Element {
  const element = document.createElementNS(SVG, "title");
  element.textContent = title;
  return element;
}

/** Dublin Core in RDF, which editors of drawings show. */
function metadataOf(figure: Figure): Element {
  const metadata = document.createElementNS(SVG, "metadata");
  const rdf = document.createElementNS(RDF, "rdf:RDF");
  const description = document.createElementNS(RDF, "rdf:Description");
  description.setAttributeNS(RDF, "rdf:about", "");
  for (const [name, text] of Object.entries(statements(figure))) {
    if (text === undefined) continue;
    const element = document.createElementNS(DC, `dc:${name}`);
    element.textContent = text;
    description.append(element);
  }
  rdf.append(description);
  metadata.append(rdf);
  return metadata;
}
