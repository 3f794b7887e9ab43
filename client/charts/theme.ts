import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { onAppearance } from "../frame/appearance.ts";

/** The colours of a chart, read from the stylesheet's tokens. */
export interface ChartTheme {
  background: string;
  text: string;
  muted: string;
  grid: string;
  danger: string;
  /** Okabe–Ito colours, one per series. */
  series: string[];
}

const SERIES = 7;

/** The chart colours of the current theme; a change of theme or text size renders the component again. */
export function useChartTheme(): ChartTheme {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    const [dark, forced] = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("(forced-colors: active)")];
    const print = matchMedia("print");
    const update = () => setTheme(readTheme());
    // Paper is white: the chart must be redrawn before the browser prints.
    const updateAtOnce = () => flushSync(update);
    dark.addEventListener("change", update);
    forced.addEventListener("change", update);
    print.addEventListener("change", updateAtOnce);
    const stop = onAppearance(update);
    return () => {
      stop();
      dark.removeEventListener("change", update);
      forced.removeEventListener("change", update);
      print.removeEventListener("change", updateAtOnce);
    };
  }, []);
  return theme;
}

/** The chart colours of the page's theme, or of a given one. */
export function readTheme(scheme?: "light" | "dark"): ChartTheme {
  const { classList } = document.documentElement;
  if (!scheme) return readTokens("auto");
  classList.add(`reading-${scheme}`);
  const theme = readTokens("none");
  classList.remove(`reading-${scheme}`);
  return theme;
}

/**
 * The colours of all tokens. Where the system forces its colours on a page, a chart's text has them too; its lines keep
 * theirs, by which they are told apart.
 *
 * @param text "none" for text in the token's colour even there: in figures, which are for others
 */
function readTokens(text: "auto" | "none"): ChartTheme {
  // A canvas does not support light-dark(), so an element computes the colour of a token.
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (token: string, forced: "auto" | "none" = "none") => {
    probe.style.forcedColorAdjust = forced;
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    background: colour("background", text),
    text: colour("text", text),
    muted: colour("muted", text),
    grid: colour("grid"),
    danger: colour("danger", text),
    series: Array.from({ length: SERIES }, (_, index) => colour(`series-${index + 1}`)),
  };
  probe.remove();
  return theme;
}

/** A colour with an opacity, for bands and fills. */
export function withAlpha(colour: string, alpha: number): string {
  return colour.replace(/^rgb\(([^)]*)\)$/, (_, channels: string) => {
    const [red, green, blue] = channels.split(/[\s,]+/);
    return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
  });
}
