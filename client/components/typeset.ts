import { renderToString } from "katex";
import type { Typeset } from "./typesetting.ts";

/** In a module of its own, with KaTeX, which is large. */
export const typeset: Typeset = (tex, display) =>
  renderToString(tex, { output: "mathml", displayMode: display, throwOnError: false, strict: false });
