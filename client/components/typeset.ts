import { renderToString } from "katex";

/** A formula's LaTeX as MathML. KaTeX is large, so this module is fetched when the first formula is shown. */
export function typeset(tex: string, display: boolean): string {
  return renderToString(tex, { output: "mathml", displayMode: display, throwOnError: false, strict: false });
}
