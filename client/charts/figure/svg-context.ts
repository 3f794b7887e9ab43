/* oxlint-disable no-underscore-dangle -- svgcanvas names its hooks so */
import { Context } from "svgcanvas";

/** Where the alphabetic baseline lies below each other one, in font sizes: Arial's. */
const BASELINES: Partial<Record<CanvasTextBaseline, number>> = { top: 0.9, hanging: 0.72, middle: 0.35, bottom: -0.21 };
const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { right: "end", end: "end", center: "middle" };

/**
 * A context of svgcanvas, which makes elements of an SVG of what is drawn. It differs in that it sets text without an inline
 * style, which the site's security policy forbids, and on the alphabetic baseline, because few viewers know the others; in
 * that a path that is stroked twice is drawn twice; and in that dashes have an offset.
 */
export class SvgContext extends Context {
  fillText(text: string, x: number, y: number): void {
    this.#addText(text, x, y, "fill");
  }

  strokeText(text: string, x: number, y: number): void {
    this.#addText(text, x, y, "stroke");
  }

  #addText(text: string, x: number, y: number, by: "fill" | "stroke"): void {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
    const element = this.__createElement(
      "text",
      {
        x,
        y: y + size * (BASELINES[this.textBaseline] ?? 0),
        "font-family": this.font.slice(this.font.indexOf("px ") + 3),
        "font-size": size,
        "text-anchor": ANCHORS[this.textAlign] ?? "start",
      },
      true,
    );
    element.textContent = text;
    const parent = this.__closestGroupOrSvg();
    this.__currentElement = element;
    this.__applyTransformation(element);
    this.__applyStyleToCurrentElement(by);
    parent.append(element);
  }

  override stroke(): void {
    const { __currentElement: drawn } = this;
    if (drawn.getAttribute("stroke") !== "none") {
      const again = this.__createElement("path", {}, true);
      drawn.after(again);
      this.__currentElement = again;
    }
    super.stroke();
    if (this.lineDash && this.lineDashOffset) {
      this.__currentElement.setAttribute("stroke-dashoffset", String(this.lineDashOffset));
    }
  }
}
