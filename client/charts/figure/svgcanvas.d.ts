/* oxlint-disable no-underscore-dangle -- svgcanvas names its hooks so */
/** The parts of svgcanvas 2.6 in use. It has no types of its own. */
declare module "svgcanvas" {
  export class Context {
    constructor(size: { width: number; height: number; ctx?: CanvasRenderingContext2D });
    canvas: { width: number; height: number };
    font: string;
    textAlign: CanvasTextAlign;
    textBaseline: CanvasTextBaseline;
    lineDashOffset?: number;
    lineDash: string | null;
    getSvg(): SVGSVGElement;
    stroke(): void;
    clip(): void;
    __currentElement: SVGElement;
    __closestGroupOrSvg(): SVGElement;
    __createElement(name: string, attributes?: object, reset?: boolean): SVGElement;
    __applyTransformation(element: SVGElement): void;
    __applyStyleToCurrentElement(type: "fill" | "stroke"): void;
  }
}
