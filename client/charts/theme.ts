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
    const [dark, print] = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];
    const update = () => setTheme(readTheme());
    // Paper is white: the chart must be redrawn before the browser prints.
    const updateAtOnce = () => flushSync(update);
    dark.addEventListener("change", update);
    print.addEventListener("change", updateAtOnce);
    const stop = onAppearance(update);
    return () => {
      stop();
      dark.removeEventListener("change", update);
      print.removeEventListener("change", updateAtOnce);
    };
  }, []);
  return theme;
}

/** The chart colours of the page's theme, or of a given one. */
export function readTheme(scheme?: "light" | "dark"): ChartTheme {
  const { classList } = document.documentElement;
  if (!scheme) return readTokens();
  classList.add(`reading-${scheme}`);
  const theme = readTokens();
  classList.remove(`reading-${scheme}`);
  return theme;
}

function readTokens(): ChartTheme {
  // A canvas does not support light-dark(), so an element computes the colour of a token.
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = (token: string) => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    background: colour("background"),
    text: colour("text"),
    muted: colour("muted"),
    grid: colour("grid"),
    danger: colour("danger"),
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
