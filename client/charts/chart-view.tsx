import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from "chart.js";
import { type ReactNode, useEffect, useRef } from "react";
import { emphasise } from "./emphasis.ts";
import { useChartTheme } from "./theme.ts";

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
);
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;

interface ChartViewProps {
  config: ChartConfiguration;
  /** What the chart shows, for screen readers. */
  description: string;
  className?: string;
  /** The policy whose line stands out; null for none. */
  emphasised?: number | null;
  /** Elements over the chart. */
  children?: ReactNode;
}

/** Creates, updates and destroys a Chart.js chart. Charts themselves are pure functions to a configuration. */
export function ChartView({ config, description, className = "chart", emphasised = null, children }: ChartViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  // Chart.js cannot change the type of a chart, so another type is a new chart.
  const type = useRef<ChartConfiguration["type"]>(null);
  const theme = useChartTheme();

  useEffect(() => {
    Chart.defaults.color = theme.text;
    Chart.defaults.borderColor = theme.grid;
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    Chart.defaults.font.family = fontFamily;
    Chart.defaults.font.size = 0.75 * parseFloat(fontSize);
    if (chart.current && type.current === config.type) {
      chart.current.data = config.data;
      chart.current.options = config.options ?? {};
      chart.current.update("none");
      return;
    }
    chart.current?.destroy();
    chart.current = new Chart(canvas.current!, config);
    type.current = config.type;
  }, [config, theme]);

  useEffect(() => emphasise(chart.current!, emphasised), [emphasised]);

  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [],
  );

  return (
    <div className={className}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is drawn on, an img is not */}
      <canvas ref={canvas} role="img" aria-label={description} />
      {children}
    </div>
  );
}
