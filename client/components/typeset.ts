import { renderToString } from "katex";
import type { Typeset } from "./typesetting.ts";

/** A module of its own, because KaTeX is large. */
export const typeset: Typeset = (tex, display) =>
  renderToString(tex, { output: "mathml", displayMode: display, throwOnError: false, strict: false });
