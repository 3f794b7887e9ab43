import { twice } from "../../loading/twice.ts";
import { readTheme } from "../theme.ts";
import type { Figure, FigureLook, Format } from "./figure.ts";
import { figurePng } from "./figure-png.ts";
import { figureSvg } from "./figure-svg.ts";
import { loadFont } from "./font.ts";
import { layOut } from "./lay-out.ts";

/** A figure as a file. */
export async function figureFile(figure: Figure, look: FigureLook, format: Format): Promise<Blob> {
  const [writer] = await Promise.all([writerOf(format), twice(loadFont)]);
  return writer(figure, layOut(figure, look, readTheme(look.scheme)));
}

/** The libraries of PDF are the largest, and loaded for a PDF only. */
async function writerOf(format: Format) {
  if (format === "SVG") return figureSvg;
  if (format === "PNG") return figurePng;
  return (await twice(() => import("./figure-pdf.ts"))).figurePdf;
}
